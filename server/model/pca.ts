import { EigenvalueDecomposition } from "ml-matrix";
import { covariance } from "./covariance.ts";

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

/**
 * Fits a PCA by all eigenvectors of the covariance matrix.
 * @throws RangeError when more components are asked for than there are dimensions
 */
export function fitPca(rows: Rows, k: number): Pca {
  const { dim } = rows;
  if (k > dim) throw new RangeError(`${k} components of ${dim} dimensions`);
  const mean = columnMeans(rows);
  const columns = { values: rows.values, mean };
  const matrix = covariance(columns, columns, rows.count);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  // Of a symmetric matrix they come in ascending order.
  const largest = Array.from({ length: k }, (_, i) => dim - 1 - i);
  return {
    mean,
    components: largest.map((column) => Float64Array.from(eigenvectorMatrix.getColumn(column))),
    variance: Float64Array.from(largest, (column) => realEigenvalues[column] ?? 0),
    totalVariance: matrix.trace(),
  };
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

export function columnMeans({ values, count, dim }: Rows): Float64Array {
  const mean = new Float64Array(dim);
  for (let index = 0; index < count * dim; index++) {
    mean[index % dim] = (mean[index % dim] ?? 0) + (values[index] ?? 0) / count;
  }
  return mean;
}
