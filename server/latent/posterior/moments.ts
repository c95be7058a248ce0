import type { Rows } from "../nearest.ts";

/** Products that a covariance may cost: beyond, every second row is taken, or every third. */
const PRODUCTS_MAX = 2e7;

/**
 * KL(N(m, S) ‖ N(0, I)) = ½(tr S + mᵀm − d − ln det S), nats, where m and S are mean and covariance of the aggregate
 * posterior, S = Cov(μ) + mean of diag σ². Of all Gaussians N(m, S) is the one nearest to it, so this tells what is wrong in
 * place, width and correlation, and nothing of its shape. Infinite where S has no extent in some direction.
 */
export function momentKl(rows: Rows, logVar: Float32Array | null): number {
  const d = rows.latentDim;
  const { mean, covariance } = momentsOf(rows, logVar);
  const trace = mean.reduce((sum, _, i) => sum + (covariance[i * d + i] ?? 0), 0);
  const square = mean.reduce((sum, m) => sum + m * m, 0);
  return (trace + square - d - logDeterminant(covariance, d)) / 2;
}

/** Of the covariance the lower triangle, d × d. */
function momentsOf({ values, latentDim: d }: Rows, logVar: Float32Array | null) {
  const mean = new Float64Array(d);
  const covariance = new Float64Array(d * d);
  const count = Math.floor(values.length / d);
  const step = Math.max(1, Math.ceil((count * d * d) / PRODUCTS_MAX));
  const taken = Math.ceil(count / step);
  const add = (i: number, j: number, value: number) => {
    covariance[i * d + j] = (covariance[i * d + j] as number) + value / taken;
  };
  for (let at = 0; at < values.length; at += step * d)
    for (let i = 0; i < d; i++) {
      const value = values[at + i] as number;
      mean[i] = (mean[i] as number) + value / taken;
      for (let j = 0; j <= i; j++) add(i, j, value * (values[at + j] as number));
      if (logVar) add(i, i, Math.exp(logVar[at + i] as number));
    }
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) add(i, j, -taken * (mean[i] as number) * (mean[j] as number));
  return { mean, covariance };
}

/** ln det of a symmetric matrix whose lower triangle is given, by Cholesky in place; −∞ where it is not positive definite. */
function logDeterminant(lower: Float64Array, d: number): number {
  const at = (i: number, j: number) => lower[i * d + j] as number;
  let log = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let value = at(i, j);
      for (let k = 0; k < j; k++) value -= at(i, k) * at(j, k);
      lower[i * d + j] = i > j ? value / at(j, j) : Math.sqrt(Math.max(0, value));
    }
    log += 2 * Math.log(at(i, i));
  }
  return log;
}
