import type { NpyArray } from "../../../files/npy.ts";
import { UsageError } from "../../usage-error.ts";
import type { Dimensions } from "./source.ts";

/** How an array of pictures lies: [N, H, W], [N, H, W, C] or [N, C, H, W]. */
export interface ArrayLayout extends Dimensions {
  count: number;
  /** 4: the last is transparency. */
  channels: 1 | 3 | 4;
  channelsFirst: boolean;
}

const isChannels = (size = 0): size is 1 | 3 | 4 => size === 1 || size === 3 || size === 4;

/** @throws UsageError when the shape is none of pictures */
export function layoutOf(shape: readonly number[], name: string): ArrayLayout {
  const [count = 0, a = 0, b = 0, c] = shape;
  if (shape.length === 3) return { count, height: a, width: b, channels: 1, channelsFirst: false };
  if (shape.length === 4 && isChannels(c))
    return { count, height: a, width: b, channels: c, channelsFirst: false };
  if (shape.length === 4 && isChannels(a))
    return { count, height: b, width: c ?? 0, channels: a, channelsFirst: true };
  throw new UsageError(
    `${name} has the shape (${shape.join(", ")}); pictures are [N, H, W], [N, H, W, C] or [N, C, H, W] with 1, 3 or 4 channels.`,
  );
}

/** Value = from + (0..1)·(to − from). */
export interface ValueRange {
  from: number;
  to: number;
}

/** Rounding leaves a little beyond the ends. */
const SLACK = 0.01;
const RANGES: readonly ValueRange[] = [
  { from: 0, to: 1 },
  { from: -1, to: 1 },
  { from: 0, to: 255 },
];

/** The narrowest of the usual ranges that holds these. @throws UsageError when none does */
export function rangeOf(values: Iterable<number>, name: string): ValueRange {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const found = RANGES.find(({ from, to }) => min >= from - SLACK && max <= to + SLACK);
  if (found === undefined)
    throw new UsageError(
      `${name} has values from ${min} to ${max}; bring them to 0…1, −1…1 or 0…255.`,
    );
  return found;
}

/** One picture of an array, as bytes, channels last. NaN gives null: it is no picture. */
export function toBytes(
  values: Exclude<NpyArray["values"], string[]>,
  { layout, range }: { layout: ArrayLayout; range: ValueRange },
): Uint8Array | null {
  const { width, height, channels, channelsFirst } = layout;
  const scale = 255 / (range.to - range.from);
  const area = width * height;
  const bytes = new Uint8ClampedArray(area * channels);
  for (let i = 0; i < bytes.length; i++) {
    const at = channelsFirst ? (i % channels) * area + Math.floor(i / channels) : i;
    const value = values[at] as number;
    if (!Number.isFinite(value)) return null;
    bytes[i] = (value - range.from) * scale;
  }
  return new Uint8Array(bytes.buffer);
}
