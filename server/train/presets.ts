import type { Augmentation } from "./augment.ts";

export const PRESET_IDS = ["digits-3d", "digits-16d"] as const;
export type PresetId = (typeof PRESET_IDS)[number];

/** What a run is made of; every number can be overridden on the command line or is fixed here. */
export interface Preset {
  title: string;
  summary: string;
  latentDim: number;
  projection: "identity" | "pca";
  /** Weight of the KL term; 1 is the true ELBO. */
  beta: number;
  epochs: number;
  batchSize: number;
  /** Adam's first step size; falls to a hundredth along a half cosine. */
  learningRate: number;
  /** Epochs in which β grows from near 0 to its value, so that the decoder learns to use z first. */
  warmUpEpochs: number;
  /** Epochs without a better validation −ELBO after which training stops. */
  patience: number;
  augmentation: Augmentation;
  corruption: number;
}

export const PRESETS: Record<PresetId, Preset> = {
  "digits-3d": {
    title: "Digits, three dimensions",
    summary:
      "A convolutional VAE whose latent space has three dimensions: the scatter shows the space itself, nothing is projected.",
    latentDim: 3,
    projection: "identity",
    beta: 1,
    epochs: 90,
    batchSize: 100,
    learningRate: 2e-3,
    warmUpEpochs: 8,
    patience: 30,
    augmentation: { share: 0.6, rotation: 5, stretch: 0.06, shift: 0.3 },
    corruption: 0.1,
  },
  "digits-16d": {
    title: "Digits, sixteen dimensions",
    summary:
      "A convolutional VAE with sixteen latent dimensions and sharper digits: the scatter shows the three directions along which the digits differ most.",
    latentDim: 16,
    projection: "pca",
    beta: 1,
    epochs: 90,
    batchSize: 100,
    learningRate: 2e-3,
    warmUpEpochs: 8,
    patience: 30,
    augmentation: { share: 0.6, rotation: 7, stretch: 0.08, shift: 0.5 },
    corruption: 0.05,
  },
};
