import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { sizeOf } from "../../degrade/shape.ts";
import { type Pca, projectRows, type Rows, reconstructRows } from "../../model/pca.ts";
import { count as told } from "../rows/bounds.ts";
import { spreadRows } from "../rows/spread-rows.ts";
import type { Coder, HeldOutParts } from "./held-out.ts";

/** Pixels times directions times rows: some ten seconds. */
const WORK = 2e9;
/** Pixels of all of them: 256 MB. */
const PIXELS_MAX = 64e6;
const SPARE = 16;
/** For each direction; of fewer rows PCA learns them by heart, and would look worse than it is. */
const ROWS_EACH = 4;
/** Pictures that are read at once. */
const AT_ONCE = 16;

/**
 * PCA of as many numbers on the pictures that were not held out: what one would use without the model. Undefined, and
 * told, where there are too few of them, or too large ones.
 */
export async function pcaBeside(parts: HeldOutParts, seed: number): Promise<Coder | undefined> {
  const { rows, shape, report } = parts;
  const [size, k] = [sizeOf(shape), rows.dim];
  const most = Math.floor(Math.min(WORK / (size * (k + SPARE)), PIXELS_MAX / size));
  const chosen = spreadRows(rows.counts.train, most, seed);
  if (chosen.length < ROWS_EACH * k || k >= size) {
    report.line(
      `PCA is not measured beside: ${told(chosen.length)} pictures are too few for ${told(k)} directions of ${told(size)} pixels.`,
    );
    return undefined;
  }
  const values = new Float32Array(chosen.length * size);
  for (let from = 0; from < chosen.length; from += AT_ONCE) {
    const some = [...chosen.subarray(from, from + AT_ONCE)];
    const read = await Promise.all(some.map((row) => parts.read(row, row + 1)));
    for (const [place, pixels] of read.entries()) values.set(pixels, (from + place) * size);
    report.progress("Reading pictures for PCA", from + some.length, chosen.length);
  }
  report.line(`PCA of ${k} numbers is fitted beside, on ${told(chosen.length)} pictures.`);
  const pca = await fitElsewhere({ values, count: chosen.length, dim: size }, k);
  return {
    dim: k,
    encode: async (pictures, count) => projectRows(pca, { values: pictures, count, dim: size }),
    decode: async (codes) =>
      reconstructRows(pca, codes).map((value) => Math.min(1, Math.max(0, value))),
  };
}

/** In a thread, so that Ctrl-C is heard. */
async function fitElsewhere(rows: Rows, k: number): Promise<Pca> {
  const worker = new Worker(new URL("./pca-entry.mjs", import.meta.url), {
    workerData: { rows, k },
    transferList: [rows.values.buffer as ArrayBuffer],
    execArgv: [],
  });
  // Rejects with what the thread threw.
  const [pca] = (await once(worker, "message")) as [Pca];
  return pca;
}
