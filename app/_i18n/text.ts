import { createTranslator } from "use-intl/core";
import type { Fault } from "../../server/protocol/errors.ts";
import type { Messages } from "./catalogue.ts";
import { LOCALES, type Locale } from "./locale.ts";

type Known = Partial<Messages>;

const known = new Map<Locale, Known>();
let locale: Locale = LOCALES[0];
let translate = createTranslator({ locale, messages: {} as Messages });

/**
 * A text for what is no component: toasts, titles, words in the scene. Only in a browser, which shows one language at a
 * time; components use `useTranslations`.
 */
export function text(...args: Parameters<typeof translate>): string {
  return translate(...args);
}

/** What went wrong on the server, in the language shown where its sentence is known, else as the server says it. */
export function faultText({ code, message }: Fault): string {
  const key = `errors.${code}` as const;
  return translate.has(key) ? translate(key) : message;
}

/**
 * A word that data have, in the language shown where the catalogue knows those data, else as they say it.
 * @param path id of the data, what it is a word of ("hair"), the word; "name" for that itself
 */
export function dataText(path: readonly [string, string, string], said: string): string {
  // Any data may be here; and a dot would part keys.
  const key = path.join("\n").replaceAll(".", "·").replaceAll("\n", ".");
  const known = `data.${key}` as "data.avatars.hair.name";
  return translate.has(known) ? translate(known) : said;
}

/** The language shown. */
export function shownLocale(): Locale {
  return locale;
}

/** Adds the texts of a page, or of a part of one, and shows their language. */
export function showTexts(next: Locale, messages: Known): void {
  const all = { ...known.get(next), ...messages };
  known.set(next, all);
  translate = createTranslator({ locale: next, messages: all as Messages });
  locale = next;
}
