import { dense } from "../../model/nets/architecture.ts";
import type { LatentPreset, Sourced } from "./preset.ts";

/** 55,000 images to learn from need little bending, and fewer epochs. */
const clothes = {
  kind: "vae",
  loss: "bce",
  data: "fashion",
  architecture: dense(384, 128),
  beta: 1,
  batchSize: 256,
  learningRate: 2e-3,
  warmUpEpochs: 2,
  patience: 10,
  augmentation: { share: 0.3, rotation: 2, stretch: 0.03, shift: 0.3 },
  corruption: 0.05,
  epochs: 12,
} as const;

export const FASHION = {
  "fashion-2d": {
    ...clothes,
    title: "Fashion in the plane",
    summary:
      "A variational autoencoder of Fashion-MNIST with two latent dimensions: shoes, trousers, bags and tops lie apart, and the six kinds of tops run into each other.",
    latentDim: 2,
  },
  "fashion-16d": {
    ...clothes,
    title: "Fashion, sixteen dimensions",
    summary:
      "A variational autoencoder of Fashion-MNIST with sixteen latent dimensions: shapes are told apart well, prints and seams stay blurred.",
    latentDim: 16,
    epochs: 8,
  },
} as const satisfies Record<string, LatentPreset & Sourced>;
