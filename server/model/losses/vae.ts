import {
  abs,
  add,
  exp,
  log1p,
  mean,
  mul,
  neg,
  relu,
  type Scalar,
  sigmoid,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tidy,
} from "@tensorflow/tfjs-core";
import type { Posterior } from "./reparameterize.ts";

/**
 * Nats per image: the Bernoulli cross-entropy of every pixel, summed over pixels, averaged over
 * the batch. `image` in 0..1 and `logits` have one shape [n, h, w, c].
 * Written as max(l, 0) − l·x + ln(1 + e^−|l|), the form that cannot overflow.
 */
export function reconstructionLoss(image: Tensor, logits: Tensor): Scalar {
  return tidy(() => meanSum(crossEntropyOf(image, logits)));
}

/** −x·ln σ(l) − (1 − x)·ln(1 − σ(l)) of every number. */
export function crossEntropyOf(target: Tensor, logits: Tensor): Tensor {
  return add(sub(relu(logits), mul(logits, target)), log1p(exp(neg(abs(logits)))));
}

/** Squared error summed over pixels, averaged over the batch: with a KL beside it, a Gaussian pixel of variance ½. */
export function squaredErrorLoss(image: Tensor, logits: Tensor): Scalar {
  return tidy(() => meanSum(square(sub(image, sigmoid(logits)))));
}

function meanSum(perPixel: Tensor): Scalar {
  const pixelAxes = perPixel.shape.map((_, axis) => axis).slice(1);
  return mean(sum(perPixel, pixelAxes)) as Scalar;
}

/**
 * Nats per latent dimension, averaged over the batch, [latentDim]:
 * KL(N(μ, σ²) ‖ N(0, 1)) = −½(1 + ln σ² − μ² − σ²) (arXiv 1312.6114, appendix B).
 */
export function klPerDimension({ mean: mu, logVar }: Posterior): Tensor1D {
  return tidy(() => {
    const inner = sub(sub(add(logVar, 1), square(mu)), exp(logVar));
    return mean(mul(inner, -0.5), 0) as Tensor1D;
  });
}

/** Nats per image: the KL of all latent dimensions. */
export function klLoss(posterior: Posterior): Scalar {
  return tidy(() => sum(klPerDimension(posterior)) as Scalar);
}
