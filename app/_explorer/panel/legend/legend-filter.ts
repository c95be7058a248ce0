import { NUMBER_TOP } from "../../colouring/columns.ts";

type Hidden = ReadonlySet<number>;

/** Hides what is shown, shows what is hidden. */
export function toggleClass(hidden: Hidden, byte: number): Hidden {
  const next = new Set(hidden);
  if (!next.delete(byte)) next.add(byte);
  return next;
}

/** Shows one alone of all that there are; done again, shows all. */
export function soloClass(hidden: Hidden, byte: number, all: readonly number[]): Hidden {
  const alone = all.every((each) => hidden.has(each) === (each !== byte));
  return alone ? new Set() : new Set(all.filter((each) => each !== byte));
}

/** How many points have each byte. */
export function countBytes(labels: Uint8Array): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** First and last byte of a number that is shown. */
export type Range = readonly [number, number];

export const WHOLE: Range = [0, NUMBER_TOP];

/** From the first to the last that is shown; where none is, all, so that the handles stay apart. */
export function shownRange(hidden: Hidden): Range {
  const bytes = Array.from({ length: NUMBER_TOP + 1 }, (_, byte) => byte);
  const from = bytes.find((byte) => !hidden.has(byte));
  const to = bytes.findLast((byte) => !hidden.has(byte));
  return from === undefined || to === undefined ? WHOLE : [from, to];
}

/** Shows the numbers of a range alone; whether what is not known is shown stays. */
export function showRange(hidden: Hidden, [from, to]: Range): Hidden {
  const next = new Set([...hidden].filter((byte) => byte > NUMBER_TOP));
  for (let byte = 0; byte <= NUMBER_TOP; byte++) if (byte < from || byte > to) next.add(byte);
  return next;
}

const BARS = 32;

export interface Bar {
  range: Range;
  count: number;
}

/** Numbers in equal parts from the least to the greatest. */
export function barsOf(counts: readonly number[]): Bar[] {
  return Array.from({ length: BARS }, (_, i) => {
    const from = Math.ceil((i * (NUMBER_TOP + 1)) / BARS);
    const to = Math.ceil(((i + 1) * (NUMBER_TOP + 1)) / BARS) - 1;
    return { range: [from, to], count: counts.slice(from, to + 1).reduce((a, b) => a + b, 0) };
  });
}
