import { spreadRows } from "../rows/spread-rows.ts";
import type { SpaceRows } from "./space-rows.ts";

/** Directions of a thousand dimensions hardly change with more rows; they take 80 MB. */
const ROWS_MAX = 20_000;
const BLOCK_ROWS = 4_000;

/** All rows, or some of all parts where they are many. */
export async function sampleCodes(
  { count, dim, codes }: SpaceRows,
  seed: number,
): Promise<Float32Array> {
  const rows = spreadRows(count, ROWS_MAX, seed);
  const sample = new Float32Array(rows.length * dim);
  let filled = 0;
  for (let from = 0; from < count; from += BLOCK_ROWS) {
    const to = Math.min(count, from + BLOCK_ROWS);
    const values = await codes(from, to);
    for (; filled < rows.length && (rows[filled] as number) < to; filled++) {
      const start = ((rows[filled] as number) - from) * dim;
      sample.set(values.subarray(start, start + dim), filled * dim);
    }
  }
  return sample;
}
