import { BOOKMARK_NAME_MAX_CHARS, NOTE_MAX_CHARS } from "../protocol/limits.ts";
import type { TourLanguage } from "../protocol/tour.ts";

/** What a tour says in one language. */
export interface TourWords {
  name: string;
  /** By stop. */
  stops: Map<string, { title: string; note: string }>;
}

const NAME = /^# (.+)$/m;
/** A stop: its title, and in braces its id. */
const STOP = /^## (.+) \{#([a-z0-9]+)\}$/m;

/**
 * Reads a file of words: `# Name`, then for each stop `## Title {#id}` and its note, in which `{{figure}}` stands for a
 * figure, written as that language writes numbers.
 * @throws Error naming what is missing or too long
 */
export function readWords(
  text: string,
  language: TourLanguage,
  figures: Readonly<Record<string, number>>,
): TourWords {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 4 });
  const filled = text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = figures[name];
    if (value === undefined) throw new Error(`${language}.md asks for the figure ${name}`);
    return format.format(value);
  });
  const [head = "", ...parts] = filled.split(STOP);
  const name = NAME.exec(head)?.[1];
  if (!name) throw new Error(`${language}.md has no name`);
  const stops: TourWords["stops"] = new Map();
  for (let i = 0; i + 2 < parts.length; i += 3) {
    const [title = "", id = "", note = ""] = parts.slice(i, i + 3);
    if (title.length > BOOKMARK_NAME_MAX_CHARS) throw new Error(`“${title}” is too long`);
    if (note.length > NOTE_MAX_CHARS) throw new Error(`the note of “${title}” is too long`);
    stops.set(id, { title, note: note.trim() });
  }
  return { name, stops };
}
