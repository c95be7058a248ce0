import { meanSquaredError, peakSignalToNoise } from "../../degrade/measures.ts";
import { meanSimilarity } from "../../degrade/similarity.ts";
import type { StoredCard } from "../../protocol/model-card.ts";
import { neighbourAccuracy } from "../../train/figures/neighbours.ts";
import type { Picture } from "../decide/picture.ts";
import type { Report } from "../report.ts";
import type { DataRows } from "../rows/open-rows.ts";

/** Pictures → codes → pictures, whether by networks or by PCA; pixels in 0..1. */
export interface Coder {
  dim: number;
  encode(pictures: Float32Array, count: number): Promise<Float32Array>;
  decode(codes: Float32Array, count: number): Promise<Float32Array>;
}

export interface HeldOutParts {
  rows: DataRows;
  shape: Picture["shape"];
  /** Pixels of rows `from` to before `to`, in 0..1. */
  read: (from: number, to: number) => Promise<Float32Array>;
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
 * among the codes. @param what said while it goes on
 */
export async function heldOutFigures(
  coder: Coder,
  parts: HeldOutParts,
  what: string,
): Promise<StoredCard["metrics"]> {
  const { rows, shape, read, step, report } = parts;
  const { train, heldOut } = rows.counts;
  const first = rows.count - heldOut;
  const codes = new Float32Array(heldOut * coder.dim);
  let [squares, similarity] = [0, 0];
  for (let from = first; from < rows.count; from += step) {
    const count = Math.min(rows.count, from + step) - from;
    const pictures = await read(from, from + count);
    const block = await coder.encode(pictures, count);
    codes.set(block, (from - first) * coder.dim);
    const back = await coder.decode(block, count);
    squares += meanSquaredError(pictures, back) * count;
    similarity += meanSimilarity(pictures, back, shape) * count;
    report.progress(what, from + count - first, heldOut);
  }
  const mse = squares / heldOut;
  const psnr = peakSignalToNoise(Math.max(mse, ROUNDING));
  const figures = { mse, psnr, ssim: similarity / heldOut };
  if (rows.labels.classNames.length < 2 || train < NEIGHBOURS) return figures;
  const known = await knownCodes(coder, parts, what);
  const labels = rows.labels.classes.subarray(first);
  const knn10 = neighbourAccuracy(known, { codes, labels }, { k: NEIGHBOURS, dim: coder.dim });
  return { ...figures, knn10 };
}

/** Of rows that were not held out, in blocks from all over them. */
async function knownCodes(
  { dim, encode }: Coder,
  { rows, read, step, report }: HeldOutParts,
  what: string,
) {
  const { train } = rows.counts;
  const count = Math.min(train, KNOWN_MAX);
  const codes = new Float32Array(count * dim);
  const labels = new Uint8Array(count);
  for (let at = 0; at < count; at += step) {
    const from = Math.floor((at * train) / count);
    const to = from + Math.min(step, count - at);
    codes.set(await encode(await read(from, to), to - from), at * dim);
    labels.set(rows.labels.classes.subarray(from, to), at);
    report.progress(`${what}, neighbours`, at + to - from, count);
  }
  return { codes, labels };
}
