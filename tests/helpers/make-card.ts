import type { ModelCard } from "../../server/protocol/model-card.ts";

/** A small model's card: six rows of three latents. */
export function makeCard(over: Partial<ModelCard> = {}): ModelCard {
  const figures = { reconstructionNats: 1, mse: 0.1, psnr: 10, knn10: 0.9 };
  const pca = Object.entries(figures).map(([name, value]) => [`pca.${name}`, value]);
  return {
    id: "digits",
    title: "Digits",
    summary: "Six digits.",
    kind: "vae",
    loss: "bce",
    latentDim: 3,
    imageShape: [2, 2, 1],
    beta: 1,
    dataset: {
      id: "digits",
      name: "digits",
      imageShape: [2, 2, 1],
      source: "test",
      licence: "MIT",
      classNames: ["0", "1", "2"],
      attributes: [],
      train: 3,
      validation: 1,
      heldOut: 2,
      splitSeed: 1,
      shown: { train: 3, validation: 1, heldOut: 2 },
      atlas: { columns: 3, cell: 28 },
      exact: true,
      decoded: false,
      hash: "0".repeat(64),
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
    metrics: { ...figures, klNats: 1, negativeElbo: 2 },
    baselines: Object.fromEntries(pca),
    klPerDimension: [1, 1, 1],
    projection: { kind: "identity" },
    points: false,
    weightsHash: "0".repeat(64),
    ...over,
  };
}
