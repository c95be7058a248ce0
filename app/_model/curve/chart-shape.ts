/** Drawing area inside the margins, in units of the viewBox. */
export interface Plot {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The first epochs of a long training are far above all others, and would press these into one line: left out of the scale. */
const SETTLING_SHARE = 0.1;

/** Least and largest value worth the whole height; what lies beyond is cut off. */
export function rangeOf(lines: readonly (readonly (number | null)[])[]): [number, number] {
  const settled = lines.flatMap((values) =>
    values.slice(Math.floor(values.length * SETTLING_SHARE)),
  );
  const known = settled.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (!Number.isFinite(least)) return [0, 1];
  return least === most ? [least - 0.5, most + 0.5] : [least, most];
}

/** Round numbers within a range, about `count` of them. */
export function ticksOf([least, most]: readonly [number, number], count: number): number[] {
  const rough = (most - least) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** SVG path through the values; a gap where one is missing. */
export function linePath(
  epochs: readonly number[],
  values: readonly (number | null)[],
  { plot, range }: { plot: Plot; range: readonly [number, number] },
): string {
  let path = "";
  let drawing = false;
  for (const [i, value] of values.entries()) {
    if (value === null) {
      drawing = false;
      continue;
    }
    const x = xOf(epochs, epochs[i] ?? 0, plot);
    path += `${drawing ? "L" : "M"}${x.toFixed(1)} ${yOf(value, range, plot).toFixed(1)}`;
    drawing = true;
  }
  return path;
}

export function xOf(epochs: readonly number[], epoch: number, { left, width }: Plot): number {
  const [first = 0, last = 0] = [epochs[0], epochs.at(-1)];
  return left + (last === first ? 0.5 : (epoch - first) / (last - first)) * width;
}

export function yOf(
  value: number,
  [least, most]: readonly [number, number],
  { top, height }: Plot,
): number {
  return top + (1 - (value - least) / (most - least)) * height;
}
