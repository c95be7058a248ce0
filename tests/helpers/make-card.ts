import type { ModelCard } from "../../server/protocol/model-card.ts";

/** A small model's card: six rows of three latents. */
export function makeCard(over: Partial<ModelCard> = {}): ModelCard {
  const figures = { reconstructionNats: 1, mse: 0.1, psnr: 10, knn10: 0.9 };
  return {
    id: "digits",
    title: "Digits",
    summary: "Six digits.",
    family: "vae",
    latentDim: 3,
    imageShape: [2, 2, 1],
    beta: 1,
    dataset: {
      name: "digits",
      source: "test",
      licence: "MIT",
      classNames: ["0", "1", "2"],
      train: 3,
      validation: 1,
      heldOut: 2,
      splitSeed: 1,
    },
    training: {
      command: "npm run train",
      seed: 1,
      epochs: 1,
      bestEpoch: 1,
      batchSize: 1,
      optimizer: "Adam",
      backend: "test",
      seconds: 1,
      date: "2026-11-23",
    },
    parameters: { encoder: 1, decoder: 1 },
    metrics: {
      heldOut: { ...figures, klNats: 1, negativeElbo: 2, klPerDimension: [1, 1, 1] },
      pca: figures,
    },
    projection: { kind: "identity" },
    atlas: { file: "atlas.webp", columns: 3, cell: 28 },
    weightsHash: "0".repeat(64),
    ...over,
  };
}
