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
      explanation: `What an unseen image costs at most: ${one(heldOut.negativeElbo - heldOut.klNats)} nats for the pixels + ${one(heldOut.klNats)} for the latent (KL). Lower is better; PCA has no such bound.`,
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
        "Cross-entropy between an unseen image and its decoded mean latent. Lower is better.",
    },
    {
      name: "PSNR",
      model: `${one(heldOut.psnr)} dB`,
      pca: `${one(pca.psnr)} dB`,
      explanation:
        "How close reconstructions come, from the squared error in decibels. Higher is better.",
    },
    {
      name: "10-NN accuracy",
      model: percent(heldOut.knn10),
      pca: percent(pca.knn10),
      explanation:
        "How often the ten nearest training latents tell an unseen image's class. No label was used in training.",
    },
  ];
}
