/** A mark of a ruler. */
export interface Tick {
  value: number;
  /** Of its axis, in shares 0..1 of the ruler. */
  at: number;
}

/** Least distance between two marks, CSS pixels. */
const APART_PX = 76;

/** The smallest of 1, 2, 5 · 10ⁿ that is not below `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const times = [1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10;
  return times * power;
}

/** Digits behind the sign that tell multiples of `step` apart. */
export function digitsOf(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/**
 * Round values along a ruler on which `valueAt` rises or falls steadily, as coordinates of a plane do along an edge of the
 * picture in any perspective.
 * @param valueAt null where the picture's edge does not meet the plane
 * @param reach beyond which nothing is marked
 */
export function ticksAlong(
  valueAt: (share: number) => number | null,
  lengthPx: number,
  reach: number,
): { ticks: Tick[]; step: number } {
  const [from, to] = [valueAt(0), valueAt(1)];
  if (from === null || to === null || from === to) return { ticks: [], step: 1 };
  const low = Math.max(-reach, Math.min(from, to));
  const high = Math.min(reach, Math.max(from, to));
  const marks = Math.max(1, lengthPx / APART_PX);
  const step = roundStep(Math.abs(to - from) / marks);
  const ticks: Tick[] = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n++) {
    const at = shareOf(valueAt, n * step, to > from);
    if (at !== null) ticks.push({ value: n * step, at });
  }
  return { ticks, step };
}

/** Where the ruler has that value, by halving. */
function shareOf(
  valueAt: (share: number) => number | null,
  value: number,
  rises: boolean,
): number | null {
  let [low, high] = [0, 1];
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    const found = valueAt(middle);
    if (found === null) return null;
    if (found < value === rises) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
