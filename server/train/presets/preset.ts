import type { Architecture } from "../../model/nets/architecture.ts";
import type { LOSSES } from "../../protocol/model-card.ts";
import type { Augmentation } from "../batches/augment.ts";
import type { DataKind } from "../data/load-data.ts";
import type { AdversarialRates } from "../learners/adversarial.ts";

type Loss = (typeof LOSSES)[number];

interface Described {
  title: string;
  summary: string;
}

/** A recipe that says what it is made of. */
export interface Sourced {
  data: DataKind;
}

interface Latent extends Described {
  latentDim: number;
}

/** How training goes in steps; every number can be overridden on the command line or is fixed here. */
export interface Schedule {
  epochs: number;
  batchSize: number;
  /** Adam's first step size; falls to a hundredth along a half cosine. */
  learningRate: number;
  /** Epochs in which the weight of the KL term grows from near 0 to its value. */
  warmUpEpochs: number;
  /** Epochs without a better validation loss after which training stops. */
  patience: number;
  augmentation: Augmentation;
}

interface Trained extends Latent, Schedule {
  architecture: Architecture;
  /** Share of the encoder's pixels set to black. */
  corruption: number;
}

interface VaePreset extends Trained {
  kind: "vae";
  loss: Exclude<Loss, "ssim">;
  /** Weight of the KL term; 1 is the true ELBO. */
  beta: number;
}

interface AutoencoderPreset extends Trained {
  kind: "autoencoder";
  loss: Loss;
}

interface DenoisingPreset extends Trained {
  kind: "denoising-autoencoder";
  loss: Loss;
  /** Standard deviation of the noise, drawn anew for each image. */
  noise: { weakest: number; strongest: number };
}

interface ConditionalPreset extends Trained {
  kind: "conditional-vae";
  beta: number;
  /** Price of what the style tells about the label. */
  leakWeight: number;
}

interface AdversarialPreset extends Trained {
  kind: "adversarial-autoencoder";
  /** Widths of the discriminator's hidden layers. */
  discriminator: readonly number[];
  rates: AdversarialRates;
}

/** Nothing is iterated: the eigenvectors of the training images' covariance. */
interface PcaPreset extends Latent {
  kind: "pca";
}

export type TrainedPreset =
  | VaePreset
  | AutoencoderPreset
  | DenoisingPreset
  | ConditionalPreset
  | AdversarialPreset;

/** What a run of a model with a latent space is made of. */
export type LatentPreset = TrainedPreset | PcaPreset;

/** Image in, larger image out: no latent space. */
export interface RestorerPreset extends Described, Schedule {
  kind: "super-resolution";
  /** How many times higher and wider the result is. */
  factor: number;
  /** Channels of the convolutions. */
  filters: readonly number[];
}

export type Preset = (LatentPreset | RestorerPreset) & Sourced;

/** Weight of the KL term; 0 where there is none. */
export function betaOf(preset: LatentPreset): number {
  return "beta" in preset ? preset.beta : 0;
}
