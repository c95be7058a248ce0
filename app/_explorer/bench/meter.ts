/** Where a value lies among those of the data. */
export interface Reading {
  /** Share of the data whose error is smaller, 0..1. */
  share: number;
  /** How many of the data fall into each of equal steps of ln(error), over `from`..`to`. */
  bins: number[];
  from: number;
  to: number;
}

const BINS = 28;
/** An image that is drawn without any error would lie at −∞. */
const LEAST = 1e-6;

/** A distribution that many values are read against. @param errors of the data, in any order */
export function createMeter(errors: ArrayLike<number>): (value: number) => Reading {
  const sorted = Float64Array.from(errors, (error) => Math.max(LEAST, error)).sort();
  const from = sorted[0] ?? LEAST;
  const to = Math.max(sorted.at(-1) ?? LEAST, from * Math.E);
  const bins = new Array<number>(BINS).fill(0);
  for (const error of sorted) {
    const bin = Math.min(BINS - 1, Math.floor(placeOf(error, from, to) * BINS));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return (value) => ({ share: below(sorted, value) / Math.max(1, sorted.length), bins, from, to });
}

/** Where it lies on the meter's axis, 0..1; beyond its ends at them. */
export function placeOf(value: number, from: number, to: number): number {
  const place = Math.log(Math.max(LEAST, value) / from) / Math.log(to / from);
  return Math.min(1, Math.max(0, place));
}

/** How many are smaller. */
function below(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
