import type { Report } from "../../report.ts";

/** Rows of latents, a block after another; each block holds whole rows of `dim` numbers. */
export type LatentBlocks = AsyncIterable<Float32Array>;

export interface LatentOptions {
  /** Numbers of a row that the decoder takes. */
  dim: number;
  report: Report;
}
