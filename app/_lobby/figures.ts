import type { ModelCard } from "../../server/protocol/model-card.ts";

/** One line of the card: a figure of the model, the same of PCA where it exists, and what it means. */
export interface Figure {
  name: string;
  model: string;
  pca: string;
  explanation: string;
}

const one = (value: number) => value.toFixed(1);
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const dimensions = (value: number) => `${value} dimensions`;

/** The honest figures of a model: all on images it never saw, beside PCA with as many dimensions. */
export function figuresOf({ latentDim, metrics: { heldOut, pca } }: ModelCard): Figure[] {
  return [
    {
      name: "−ELBO",
      model: `${one(heldOut.negativeElbo)} nats`,
      pca: "–",
      explanation: `Upper bound on how many nats an unseen image costs: ${one(heldOut.negativeElbo - heldOut.klNats)} for the pixels plus ${one(heldOut.klNats)} for the latent. Lower is better. PCA gives no such bound.`,
    },
    {
      name: "KL",
      model: `${one(heldOut.klNats)} nats`,
      pca: "–",
      explanation: `How much the ${dimensions(latentDim)} tell about an image, in nats. Near zero the model would ignore its latent.`,
    },
    {
      name: "Reconstruction",
      model: `${one(heldOut.reconstructionNats)} nats`,
      pca: `${one(pca.reconstructionNats)} nats`,
      explanation:
        "Cross-entropy between an unseen image and its reconstruction from the mean latent. Lower is better.",
    },
    {
      name: "PSNR",
      model: `${one(heldOut.psnr)} dB`,
      pca: `${one(pca.psnr)} dB`,
      explanation:
        "How close reconstructions come, in decibels of squared error. Higher is better.",
    },
    {
      name: "10-NN accuracy",
      model: percent(heldOut.knn10),
      pca: percent(pca.knn10),
      explanation:
        "How often the ten nearest training latents name an unseen image's class. The model never saw a label. Higher is better.",
    },
  ];
}
