import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { createRandom, gaussianVector } from "../latent/random.ts";
import { columnMeans, type Pca, type Rows } from "./pca.ts";

/** Directions beyond those asked for, so that the last of these are found as well as the first. */
const SPARE = 16;
/** A part of the rows turns the subspace nearly as far as it has to go, for an eighth of the price. */
const ROUGH = { iterations: 4, share: 1 / 8, rowsMin: 2000 };
const ITERATIONS = 2;
const SEED = 7;

/**
 * The first `k` principal components of rows too wide for their covariance matrix: a random subspace is multiplied by it again
 * and again, without its ever being formed, and turns towards the directions of greatest variance (Halko, Martinsson & Tropp,
 * arXiv 0909.4061, algorithm 4.4). Rows are to be in random order: the first turns see only the first of them.
 * @throws RangeError when more components are asked for than there are dimensions
 */
export function fitLeading(rows: Rows, k: number): Pca {
  const { dim, count } = rows;
  if (k > dim) throw new RangeError(`${k} components of ${dim} dimensions`);
  const width = Math.min(dim, count, k + SPARE);
  const mean = columnMeans(rows);
  const start = gaussianVector(createRandom(SEED), dim * width);
  let basis = orthonormal(Matrix.from1DArray(dim, width, start));
  const few = Math.min(count, Math.max(ROUGH.rowsMin, Math.round(count * ROUGH.share)));
  for (let i = 0; i < ROUGH.iterations; i++)
    basis = orthonormal(timesCovariance({ ...rows, count: few }, mean, basis));
  let image = timesCovariance(rows, mean, basis);
  for (let i = 1; i < ITERATIONS; i++) {
    basis = orthonormal(image);
    image = timesCovariance(rows, mean, basis);
  }
  // Within the subspace the covariance is small, and its eigenvectors are exact.
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    basis.transpose().mmul(image),
    { assumeSymmetric: true },
  );
  const directions = basis.mmul(eigenvectorMatrix);
  const largest = Array.from({ length: Math.min(k, width) }, (_, i) => width - 1 - i);
  return {
    mean,
    components: largest.map((column) => Float64Array.from(directions.getColumn(column))),
    variance: Float64Array.from(largest, (column) => Math.max(0, realEigenvalues[column] ?? 0)),
    totalVariance: totalVariance(rows, mean),
  };
}

/**
 * Columns made orthonormal one after the other (Gram–Schmidt, each twice, which is enough), every one in a piece of its own:
 * a library's QR strides over the rows of so tall a matrix, and takes more than ten times as long. One that depends on
 * those before it becomes a direction of rounding errors, or zero.
 */
function orthonormal(matrix: Matrix): Matrix {
  const columns = Array.from({ length: matrix.columns }, (_, column) =>
    Float64Array.from(matrix.getColumn(column)),
  );
  for (const [index, column] of columns.entries()) {
    for (let pass = 0; pass < 2; pass++)
      for (const earlier of columns.slice(0, index)) add(column, earlier, -dot(column, earlier));
    const length = Math.sqrt(dot(column, column));
    if (length > 0)
      for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) / length;
  }
  return new Matrix(columns).transpose();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function add(target: Float64Array, other: Float64Array, times: number): void {
  for (let i = 0; i < target.length; i++)
    target[i] = (target[i] as number) + times * (other[i] as number);
}

/** C·B with C the covariance: Σ over rows of x·(xᵀB), in one pass, x less the mean. */
function timesCovariance({ values, count, dim }: Rows, mean: Float64Array, basis: Matrix): Matrix {
  const width = basis.columns;
  const from = Float64Array.from(basis.to1DArray());
  const sums = new Float64Array(dim * width);
  const centred = new Float64Array(dim);
  const codes = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < dim; i++)
      centred[i] = (values[row * dim + i] as number) - (mean[i] as number);
    codes.fill(0);
    for (let i = 0, at = 0; i < dim; i++) {
      const x = centred[i] as number;
      for (let j = 0; j < width; j++, at++)
        codes[j] = (codes[j] as number) + x * (from[at] as number);
    }
    for (let i = 0, at = 0; i < dim; i++) {
      const x = (centred[i] as number) / count;
      for (let j = 0; j < width; j++, at++)
        sums[at] = (sums[at] as number) + x * (codes[j] as number);
    }
  }
  return Matrix.from1DArray(dim, width, sums);
}

function totalVariance({ values, count, dim }: Rows, mean: Float64Array): number {
  let sum = 0;
  for (let start = 0; start < count * dim; start += dim)
    for (let i = 0; i < dim; i++) sum += ((values[start + i] as number) - (mean[i] as number)) ** 2;
  return sum / count;
}
