import { pictures } from "../../model/nets/architecture.ts";
import type { LatentPreset, Sourced } from "./preset.ts";

export const AVATARS = {
  "avatars-32d": {
    kind: "vae",
    loss: "bce",
    data: "avatars",
    title: "Avatars, thirty-two dimensions",
    summary:
      "A convolutional VAE of faces drawn by rule, in colour. Hair, skin, glasses and beard of each face are known, and the model was told none of them. With β = 8 it uses a third of its dimensions, and draws a face from almost anywhere.",
    latentDim: 32,
    architecture: pictures(64),
    // The price at which samples of the prior are faces: about what is to be told of one, 13 nats. A lower one buys single pixels of edges.
    beta: 8,
    epochs: 27,
    batchSize: 64,
    learningRate: 2e-3,
    warmUpEpochs: 3,
    patience: 10,
    // What is drawn by rule is never bent.
    augmentation: { share: 0, rotation: 0, stretch: 0, shift: 0 },
    corruption: 0,
  },
} as const satisfies Record<string, LatentPreset & Sourced>;
