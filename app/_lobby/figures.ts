import type { ModelCard } from "../../server/protocol/model-card.ts";

/** One line of the card: a figure of the model and the same of PCA where it exists. The catalogue names and explains it. */
export interface Figure {
  id: "elbo" | "kl" | "reconstruction" | "psnr" | "knn";
  unit: "nats" | "decibels" | "percent";
  model: number;
  pca: number | null;
}

/** The honest figures of a model: all on images it never saw, beside PCA with as many dimensions. */
export function figuresOf({ metrics: { heldOut, pca } }: ModelCard): Figure[] {
  return [
    { id: "elbo", unit: "nats", model: heldOut.negativeElbo, pca: null },
    { id: "kl", unit: "nats", model: heldOut.klNats, pca: null },
    {
      id: "reconstruction",
      unit: "nats",
      model: heldOut.reconstructionNats,
      pca: pca.reconstructionNats,
    },
    { id: "psnr", unit: "decibels", model: heldOut.psnr, pca: pca.psnr },
    { id: "knn", unit: "percent", model: 100 * heldOut.knn10, pca: 100 * pca.knn10 },
  ];
}
