/** What is one σ of a cursor in the decoder's own units, and where its middle lies. */
export interface Space {
  mean: Float64Array;
  /** Never 0. */
  std: Float64Array;
}

/** Cursors go no farther from the middle, so rows do not lie beyond it either. */
const REACH = 8;

/** A dimension that varies less than this share of the widest one does not vary: its noise is not made as large as the others. */
const FLOOR = 1e-6;

/** The spread by which rows are divided: of a dimension that does not vary the floor, so that nothing blows up. */
export function floored(std: Float64Array): Float64Array {
  const floor = FLOOR * std.reduce((most, value) => Math.max(most, value), 0);
  return std.map((value) => Math.max(value, floor));
}

/** Raw rows → (raw − mean) / std, cut at ±8. */
export function standardise(raw: Float32Array, { mean, std }: Space): Float32Array {
  const dim = mean.length;
  const codes = new Float32Array(raw.length);
  for (let start = 0; start < raw.length; start += dim)
    for (let d = 0; d < dim; d++) {
      const code = ((raw[start + d] as number) - (mean[d] as number)) / (std[d] as number);
      codes[start + d] = Math.max(-REACH, Math.min(REACH, code));
    }
  return codes;
}

/** How many of these standardised rows were cut. */
export function countCut(codes: Float32Array, dim: number): number {
  let rows = 0;
  for (let start = 0; start < codes.length; start += dim)
    if (codes.subarray(start, start + dim).some((code) => Math.abs(code) >= REACH)) rows += 1;
  return rows;
}
