import type { LatentProjection } from "../projection.ts";

/** A symmetric 3 × 3 matrix, or the lower triangle of one: [11, 21, 22, 31, 32, 33]. */
export type Lower = [number, number, number, number, number, number];

/**
 * Covariance of a posterior N(μ, diag σ²) as the scatter shows it: P Σ Pᵀ. What is left of a Gaussian under a projection
 * is exactly the Gaussian of this covariance.
 * @param logVar ln σ², row after row; `offset` reads a row out of many
 */
export function projectedCovariance(
  projection: LatentProjection,
  logVar: ArrayLike<number>,
  latentDim: number,
  offset = 0,
): Lower {
  const variance = (d: number) => (d < latentDim ? Math.exp(logVar[offset + d] ?? 0) : 0);
  if (projection.kind === "identity") return [variance(0), 0, variance(1), 0, 0, variance(2)];
  const lower: Lower = [0, 0, 0, 0, 0, 0];
  if (projection.kind === "umap") return lower;
  const [a = [], b = [], c = []] = projection.components;
  for (let d = 0; d < latentDim; d++) {
    const square = variance(d);
    const [x, y, z] = [a[d] ?? 0, b[d] ?? 0, c[d] ?? 0];
    const products = [x * x, y * x, y * y, z * x, z * y, z * z];
    for (const [i, product] of products.entries()) lower[i] = (lower[i] ?? 0) + square * product;
  }
  return lower;
}

/**
 * L of LLᵀ = Σ (Cholesky), lower triangle: a unit sphere's points u lie on the ellipsoid of one σ at Lu. What has no extent
 * in a direction, as a plane's posterior has none in height, gets a column of zeros.
 */
export function ellipsoidFactor([s11, s21, s22, s31, s32, s33]: Lower): Lower {
  const l11 = Math.sqrt(Math.max(0, s11));
  const over = (value: number, pivot: number) => (pivot > 0 ? value / pivot : 0);
  const l21 = over(s21, l11);
  const l31 = over(s31, l11);
  const l22 = Math.sqrt(Math.max(0, s22 - l21 * l21));
  const l32 = over(s32 - l31 * l21, l22);
  return [l11, l21, l22, l31, l32, Math.sqrt(Math.max(0, s33 - l31 * l31 - l32 * l32))];
}
