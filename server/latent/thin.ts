import type { Rows } from "./nearest.ts";

export const rowCount = ({ values, latentDim }: Rows) => Math.floor(values.length / latentDim);

/** At most so many rows, evenly spread over all; the rows themselves where there are no more. */
export function thinRows(rows: Rows, most: number): Rows {
  const { values, latentDim } = rows;
  const count = rowCount(rows);
  if (count <= most) return rows;
  const picked = new Float32Array(most * latentDim);
  for (let i = 0; i < most; i++) {
    const from = Math.floor((i * count) / most) * latentDim;
    picked.set(values.subarray(from, from + latentDim), i * latentDim);
  }
  return { values: picked, latentDim };
}

/** Mean of each dimension. */
export function meanOf(rows: Rows): Float64Array {
  const { values, latentDim } = rows;
  const mean = new Float64Array(latentDim);
  const count = Math.max(1, rowCount(rows));
  for (const [i, value] of values.entries())
    mean[i % latentDim] = (mean[i % latentDim] ?? 0) + value / count;
  return mean;
}

/** Standard deviation of each dimension. */
export function spreadOf(rows: Rows): Float64Array {
  const { values, latentDim } = rows;
  const mean = meanOf(rows);
  const count = Math.max(1, rowCount(rows));
  const variance = new Float64Array(latentDim);
  for (const [i, value] of values.entries()) {
    const d = i % latentDim;
    variance[d] = (variance[d] ?? 0) + (value - (mean[d] ?? 0)) ** 2 / count;
  }
  return variance.map(Math.sqrt);
}
