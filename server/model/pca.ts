import { createRandom, gaussian } from "../latent/random.ts";
import { symmetricEigen } from "./jacobi.ts";

/** A linear latent space: the `k` orthonormal directions of greatest variance. */
export interface Pca {
  mean: Float64Array;
  /** k rows of length `dim`, orthonormal, greatest variance first. */
  components: Float64Array[];
  /** Variance along each row. */
  variance: Float64Array;
  /** Of all dimensions together. */
  totalVariance: number;
}

/** A matrix of `count` rows of `dim` numbers, row-major. */
export interface Rows {
  values: Float32Array;
  count: number;
  dim: number;
}

/** Extra directions iterated along: the ones asked for settle much faster. */
const OVERSAMPLING = 8;
const MAX_ITERATIONS = 200;
/** Largest relative change of a variance at which the iteration counts as settled. */
const TOLERANCE = 1e-12;

/**
 * Fits a PCA by subspace iteration on the covariance matrix: multiply, make orthonormal, and turn
 * the basis along the eigenvectors of the small matrix QᵀCQ, Rayleigh and Ritz's step (Golub & Van
 * Loan, "Matrix Computations", section 8.2). Deterministic: the start is drawn with a fixed seed.
 */
export function fitPca(rows: Rows, k: number): Pca {
  const { dim } = rows;
  if (k > dim) throw new RangeError(`${k} components of ${dim} dimensions`);
  const mean = columnMeans(rows);
  const covariance = covarianceOf(rows, mean);
  const random = createRandom(1);
  let basis: Float64Array[] = Array.from({ length: Math.min(k + OVERSAMPLING, dim) }, () =>
    Float64Array.from({ length: dim }, () => gaussian(random)),
  );
  orthonormalise(basis);
  let variance: Float64Array = new Float64Array(basis.length);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const stretched = basis.map((row) => multiply(covariance, row));
    const small = basis.map((row) => Float64Array.from(stretched, (other) => dot(row, other)));
    const { values, vectors } = symmetricEigen(small);
    const settled = isSettled(values, variance, k);
    variance = values;
    basis = vectors.map((weights) => combine(settled ? basis : stretched, weights));
    orthonormalise(basis);
    if (settled) break;
  }
  const totalVariance = covariance.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  return { mean, components: basis.slice(0, k), variance: variance.slice(0, k), totalVariance };
}

function isSettled(now: Float64Array, before: Float64Array, k: number): boolean {
  const scale = now[0] ?? 0;
  return now
    .slice(0, k)
    .every((value, i) => Math.abs(value - (before[i] ?? 0)) <= TOLERANCE * scale);
}

/** Rows → codes, count × k. */
export function projectRows({ mean, components }: Pca, { values, count, dim }: Rows): Float32Array {
  const codes = new Float32Array(count * components.length);
  for (let row = 0; row < count; row++) {
    for (const [j, component] of components.entries()) {
      let sum = 0;
      for (let i = 0; i < dim; i++) {
        sum += (component[i] ?? 0) * ((values[row * dim + i] ?? 0) - (mean[i] ?? 0));
      }
      codes[row * components.length + j] = sum;
    }
  }
  return codes;
}

/** Codes → rows, count × dim: the nearest points of the linear subspace. */
export function reconstructRows({ mean, components }: Pca, codes: Float32Array): Float32Array {
  const [k, dim] = [components.length, mean.length];
  const count = codes.length / k;
  const values = new Float32Array(count * dim);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < dim; i++) {
      let sum = mean[i] ?? 0;
      for (const [j, component] of components.entries()) {
        sum += (codes[row * k + j] ?? 0) * (component[i] ?? 0);
      }
      values[row * dim + i] = sum;
    }
  }
  return values;
}

function columnMeans({ values, count, dim }: Rows): Float64Array {
  const mean = new Float64Array(dim);
  for (let index = 0; index < count * dim; index++) {
    mean[index % dim] = (mean[index % dim] ?? 0) + (values[index] ?? 0) / count;
  }
  return mean;
}

/** E[xxᵀ] − μμᵀ. */
function covarianceOf({ values, count, dim }: Rows, mean: Float64Array): Float64Array[] {
  const covariance = Array.from(mean, (mu) => mean.map((other) => -mu * other));
  for (let start = 0; start < count * dim; start += dim) {
    const row = values.subarray(start, start + dim);
    for (const [i, target] of covariance.entries()) {
      // Zero pixels are skipped: four fifths of a digit's are.
      if (row[i] !== 0) addScaled(target, row, (row[i] ?? 0) / count);
    }
  }
  return covariance;
}

function addScaled(target: Float64Array, row: ArrayLike<number>, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + scale * (row[i] ?? 0);
}

function multiply(matrix: Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}

/** Σ weights[i]·rows[i]. */
function combine(rows: Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(rows[0]?.length ?? 0);
  for (const [i, row] of rows.entries()) addScaled(sum, row, weights[i] ?? 0);
  return sum;
}

/** Gram–Schmidt in place. */
function orthonormalise(basis: Float64Array[]): void {
  for (const [index, row] of basis.entries()) {
    for (const previous of basis.slice(0, index)) {
      addScaled(row, previous, -dot(row, previous));
    }
    const length = Math.sqrt(dot(row, row));
    // A direction without any variance stays zero instead of becoming NaN.
    if (length > 0) row.set(row.map((value) => value / length));
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
