import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { buildDecoder, type Decoder } from "./decoder.ts";
import { buildEncoder } from "./encoder.ts";
import { klLoss, reconstructionLoss } from "./loss.ts";
import { type Posterior, reparameterize } from "./reparameterize.ts";
import { createSeedStream } from "./seeds.ts";

/** A variational autoencoder: `logits` shares every weight with `decoder`. */
export interface Vae extends Decoder {
  encoder: LayersModel;
  latentDim: number;
}

export interface VaeOptions {
  imageShape: readonly [number, number, number];
  latentDim: number;
  /** One seed decides every initial weight. */
  seed: number;
}

export function buildVae({ imageShape, latentDim, seed }: VaeOptions): Vae {
  const seeds = createSeedStream(seed);
  const encoder = buildEncoder({ imageShape, latentDim, seeds });
  return { encoder, latentDim, ...buildDecoder({ imageShape, latentDim, seeds }) };
}

/** image [n, h, w, c] → the posterior of every image. Call inside `tidy`. */
function encode(vae: Vae, image: Tensor4D): Posterior {
  const [mean, logVar] = vae.encoder.apply(image) as Tensor[];
  return { mean: mean as Tensor2D, logVar: logVar as Tensor2D };
}

/**
 * The two halves of the −ELBO, nats per image, with one posterior sample
 * (arXiv 1312.6114, equation 10). `seen` is what the encoder gets, `image` what the decoder owes:
 * they differ when training corrupts its input. Call inside `tidy`.
 */
export function vaeLosses(vae: Vae, batch: { seen: Tensor4D; image: Tensor4D; epsilon: Tensor2D }) {
  const posterior = encode(vae, batch.seen);
  const z = reparameterize(posterior, batch.epsilon);
  const logits = vae.logits.apply(z) as Tensor;
  return {
    reconstruction: reconstructionLoss(batch.image, logits),
    kl: klLoss(posterior),
  };
}

/** Both models share no weight, so that each weight is counted and saved once. */
export function trainableWeights(vae: Vae) {
  return [...vae.encoder.trainableWeights, ...vae.decoder.trainableWeights];
}
