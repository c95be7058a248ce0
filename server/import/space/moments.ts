/** Mean and standard deviation of each dimension, row by row (Welford 1962): no sum loses what is small beside it. */
export interface Moments {
  add(values: Float32Array): void;
  /** Of all rows so far. */
  result(): { mean: Float64Array; std: Float64Array };
}

export function createMoments(dim: number): Moments {
  const mean = new Float64Array(dim);
  const squares = new Float64Array(dim);
  let rows = 0;
  return {
    add(values) {
      for (let start = 0; start < values.length; start += dim) {
        rows += 1;
        for (let d = 0; d < dim; d++) {
          const value = values[start + d] as number;
          const off = value - (mean[d] as number);
          mean[d] = (mean[d] as number) + off / rows;
          squares[d] = (squares[d] as number) + off * (value - (mean[d] as number));
        }
      }
    },
    result: () => ({ mean, std: squares.map((sum) => Math.sqrt(sum / rows)) }),
  };
}
