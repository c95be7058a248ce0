/** Latents row after row in one array: an embedding, or whatever else is asked for its nearest. */
export interface Rows {
  readonly values: Float32Array;
  readonly latentDim: number;
}

export interface Neighbour {
  row: number;
  /** Euclidean, in σ of the prior. */
  distance: number;
}

/**
 * The `k` rows nearest to `z`, nearest first; of equals the lower row. Tries every row, but leaves one as soon as it is
 * farther than the k-th best: no tree is faster in sixteen dimensions, and 10,000 rows take less than a millisecond.
 */
export function nearestRows({ values, latentDim }: Rows, z: Float32Array, k: number): Neighbour[] {
  const count = Math.floor(values.length / latentDim);
  const wanted = Math.min(k, count);
  const rows = new Int32Array(wanted);
  const squares = new Float64Array(wanted).fill(Number.POSITIVE_INFINITY);
  if (wanted === 0) return [];
  for (let row = 0; row < count; row++) {
    const limit = squares[wanted - 1] as number;
    const square = squareWithin(values, row * latentDim, z, limit);
    if (square >= limit) continue;
    let at = wanted - 1;
    for (; at > 0 && (squares[at - 1] as number) > square; at--) {
      squares[at] = squares[at - 1] as number;
      rows[at] = rows[at - 1] as number;
    }
    squares[at] = square;
    rows[at] = row;
  }
  return Array.from(rows, (row, i) => ({ row, distance: Math.sqrt(squares[i] as number) }));
}

/** Squared distance from `z` to the latent at `offset`, or some number not below `limit` once it has passed it. */
function squareWithin(
  values: Float32Array,
  offset: number,
  z: Float32Array,
  limit: number,
): number {
  let square = 0;
  for (let d = 0; d < z.length && square < limit; d++) {
    const step = (values[offset + d] as number) - (z[d] as number);
    square += step * step;
  }
  return square;
}
