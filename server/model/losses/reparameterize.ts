import { add, exp, mul, type Tensor2D, tidy } from "@tensorflow/tfjs-core";

/** A posterior of a batch: both [n, latentDim]; `logVar` is ln σ², never ln σ. */
export interface Posterior {
  mean: Tensor2D;
  logVar: Tensor2D;
}

/**
 * z = μ + σ·ε with σ = e^{½·logVar} and ε ~ N(0, I), [n, latentDim]
 * (arXiv 1312.6114, section 2.4). `epsilon` is given, so that a seed decides the sample.
 */
export function reparameterize({ mean, logVar }: Posterior, epsilon: Tensor2D): Tensor2D {
  return tidy(() => add(mean, mul(exp(mul(logVar, 0.5)), epsilon)) as Tensor2D);
}
