import type { LayersModel } from "@tensorflow/tfjs-layers";
import { type Architecture, CONVOLUTIONAL } from "./architecture.ts";
import { buildDecoder, type Decoder } from "./decoder.ts";
import { buildEncoder } from "./encoder.ts";
import { createSeedStream } from "./seeds.ts";

/** The parts of a conditional model that training and judging need one by one; all share its layers. */
interface ConditionalParts {
  /** image → mean and ln σ² of the style alone. */
  style: LayersModel;
  /** image → logits of the classes. */
  classifier: LayersModel;
  /** Where along the last latent dimension each class lies. */
  values: number[];
}

/** An encoder and a decoder that share a latent space; `logits` shares every weight with `decoder`. */
export interface LatentModel extends Decoder {
  /** image [n, h, w, c] → z_mean and, with a posterior, z_log_var. */
  encoder: LayersModel;
  latentDim: number;
  /** Of a model one of whose latent dimensions is a label. */
  conditional?: ConditionalParts;
  /** Its adversary: code → logit that it was drawn from the prior. */
  discriminator?: LayersModel;
}

export interface ModelOptions {
  imageShape: readonly [number, number, number];
  latentDim: number;
  /** One seed decides every initial weight. */
  seed: number;
  architecture?: Architecture;
  posterior?: boolean;
}

export function buildModel(options: ModelOptions): LatentModel {
  const { imageShape, latentDim, seed, architecture = CONVOLUTIONAL, posterior = true } = options;
  const seeds = createSeedStream(seed);
  const common = { imageShape, latentDim, seeds };
  const encoder = buildEncoder({ ...common, shape: architecture.encoder, posterior });
  return { encoder, latentDim, ...buildDecoder({ ...common, shape: architecture.decoder }) };
}

/** Both models share no weight, so that each weight is counted and saved once. */
export function trainableWeights({ encoder, decoder }: LatentModel) {
  return [...encoder.trainableWeights, ...decoder.trainableWeights];
}

/** Whatever of a model is saved, each weight in one of them. */
export function layersModels({ encoder, decoder, discriminator }: LatentModel): LayersModel[] {
  return discriminator ? [encoder, decoder, discriminator] : [encoder, decoder];
}
