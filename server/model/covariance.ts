import { Matrix } from "ml-matrix";

/** Rows of numbers one after another, and the mean of each column. */
export interface Columns {
  values: Float32Array;
  mean: Float64Array;
}

/** E[abᵀ] − E[a]E[b]ᵀ over `count` rows; zeros of `a` cost nothing, and of equal sides only half is summed. */
export function covariance(a: Columns, b: Columns, count: number): Matrix {
  const dim = a.mean.length;
  const isSymmetric = a === b;
  const sums = Array.from(a.mean, (mu) => b.mean.map((other) => -mu * other));
  for (let start = 0; start < count * dim; start += dim) {
    const row = b.values.subarray(start, start + dim);
    for (const [i, target] of sums.entries()) {
      const scale = (a.values[start + i] as number) / count;
      if (scale !== 0) addScaled(target, { row, scale, from: isSymmetric ? i : 0 });
    }
  }
  const matrix = new Matrix(sums);
  if (isSymmetric) mirror(matrix);
  return matrix;
}

function addScaled(
  target: Float64Array,
  { row, scale, from }: { row: Float32Array; scale: number; from: number },
): void {
  for (let j = from; j < row.length; j++)
    target[j] = (target[j] as number) + scale * (row[j] as number);
}

/** What is above the diagonal, below it too. */
function mirror(matrix: Matrix): void {
  for (let i = 0; i < matrix.rows; i++)
    for (let j = 0; j < i; j++) matrix.set(i, j, matrix.get(j, i));
}
