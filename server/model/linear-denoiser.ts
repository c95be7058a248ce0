import { CholeskyDecomposition } from "ml-matrix";
import type { LinearMap } from "../degrade/linear-map.ts";
import { clippedMoments, type Noise } from "../degrade/noise.ts";
import { covariance } from "./covariance.ts";
import type { Rows } from "./pca.ts";

/**
 * The affine map of clip(x + noise) that comes closest to x in the mean square, over all images and all noise:
 * W = Cov(x, y) Cov(y, y)⁻¹, b = E x − W E y. No noise is drawn. It is independent from pixel to pixel, so with g(x) = E[y | x] and
 * v(x) = Var[y | x] of one pixel Cov(y, y) = Cov(g, g) + diag E v and Cov(x, y) = Cov(x, g): the best that linear can be.
 */
export function fitLinearDenoiser({ values, count, dim }: Rows, noise: Noise): LinearMap {
  // Of black, four fifths of a digit: moved to 0, it can be skipped in the sums.
  const { mean: black } = clippedMoments(0, noise);
  const shifted = new Float32Array(values.length);
  const meanX = new Float64Array(dim);
  const meanG = new Float64Array(dim);
  const variance = new Float64Array(dim);
  for (let at = 0; at < values.length; at++) {
    const x = values[at] as number;
    const { mean, variance: v } = clippedMoments(x, noise);
    shifted[at] = mean - black;
    const i = at % dim;
    meanX[i] = (meanX[i] as number) + x / count;
    meanG[i] = (meanG[i] as number) + (mean - black) / count;
    variance[i] = (variance[i] as number) + v / count;
  }
  const g = { values: shifted, mean: meanG };
  const withG = covariance(g, g, count);
  for (let i = 0; i < dim; i++) withG.set(i, i, withG.get(i, i) + (variance[i] as number));
  const crossed = covariance(g, { values, mean: meanX }, count);
  // Cov(y, y) Wᵀ = Cov(y, x)
  const turned = new CholeskyDecomposition(withG).solve(crossed);
  const weights = new Float32Array(dim * dim);
  const bias = new Float32Array(dim);
  for (let i = 0; i < dim; i++) {
    let offset = meanX[i] as number;
    for (let j = 0; j < dim; j++) {
      weights[i * dim + j] = turned.get(j, i);
      offset -= turned.get(j, i) * ((meanG[j] as number) + black);
    }
    bias[i] = offset;
  }
  return { weights, bias };
}
