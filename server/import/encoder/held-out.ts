import { meanSquaredError, peakSignalToNoise } from "../../degrade/measures.ts";
import type { StoredCard } from "../../protocol/model-card.ts";
import { neighbourAccuracy } from "../../train/figures/neighbours.ts";
import type { ReadPictures } from "../pictures/picture-reader.ts";
import type { Report } from "../report.ts";
import type { DataRows } from "../rows/open-rows.ts";
import type { Encode } from "./settle-encoder.ts";

export interface HeldOutParts {
  rows: DataRows;
  read: ReadPictures;
  encode: Encode;
  decode: (codes: Float32Array, count: number) => Promise<Uint8Array>;
  /** Rows that are worked on at once. */
  step: number;
  report: Report;
}

const NEIGHBOURS = 10;
/** Mean square of what bytes round away: no picture is known better. */
const ROUNDING = 1 / (12 * 255 ** 2);
/** Rows among which neighbours are looked for: more say the same, in more time. */
const KNOWN_MAX = 10_000;

/**
 * What comes back of pictures that were held out here (whether its owner trained on them is not known), and how classes lie
 * among the codes.
 */
export async function heldOutFigures(parts: HeldOutParts): Promise<StoredCard["metrics"]> {
  const { rows, decode, step, report } = parts;
  const { train, heldOut } = rows.counts;
  if (heldOut === 0) return {};
  const first = rows.count - heldOut;
  const codes = new Float32Array(heldOut * rows.dim);
  let sum = 0;
  for (let from = first; from < rows.count; from += step) {
    const to = Math.min(rows.count, from + step);
    const { pictures, block } = await encoded(parts, from, to);
    codes.set(block, (from - first) * rows.dim);
    const back = await decode(block, to - from);
    sum += meanSquaredError(unit(pictures), unit(back)) * (to - from);
    report.progress("Measuring held-out pictures", to - first, heldOut);
  }
  const mse = sum / heldOut;
  const figures = { mse, psnr: peakSignalToNoise(Math.max(mse, ROUNDING)) };
  if (rows.labels.classNames.length < 2 || train < NEIGHBOURS) return figures;
  const known = await knownCodes(parts, Math.min(train, KNOWN_MAX));
  const labels = rows.labels.classes.subarray(first);
  const knn10 = neighbourAccuracy(known, { codes, labels }, { k: NEIGHBOURS, dim: rows.dim });
  return { ...figures, knn10 };
}

/** Of rows that were not held out, in blocks from all over them. */
async function knownCodes(parts: HeldOutParts, count: number) {
  const { rows, step, report } = parts;
  const codes = new Float32Array(count * rows.dim);
  const labels = new Uint8Array(count);
  for (let at = 0; at < count; at += step) {
    const from = Math.floor((at * rows.counts.train) / count);
    const to = from + Math.min(step, count - at);
    codes.set((await encoded(parts, from, to)).block, at * rows.dim);
    labels.set(rows.labels.classes.subarray(from, to), at);
    report.progress("Looking for neighbours", at + to - from, count);
  }
  return { codes, labels };
}

async function encoded({ read, encode }: HeldOutParts, from: number, to: number) {
  const pictures = await read(from, to);
  return { pictures, block: await encode(pictures, to - from) };
}

function unit(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => byte / 255);
}
