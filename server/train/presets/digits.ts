import { CONVOLUTIONAL, dense, slim } from "../../model/nets/architecture.ts";
import type { LatentPreset, Sourced } from "./preset.ts";

/** What the convolutional models of digits share. */
const convolutionalNet = {
  data: "digits",
  architecture: CONVOLUTIONAL,
  batchSize: 100,
  learningRate: 2e-3,
  warmUpEpochs: 8,
  patience: 30,
} as const;

/** The 2-d family, one net for all: what differs between its members is what they were taught, nothing else. */
const plane = {
  data: "digits",
  latentDim: 2,
  architecture: dense(384, 128),
  batchSize: 128,
  learningRate: 2e-3,
  warmUpEpochs: 8,
  patience: 20,
  augmentation: { share: 0.7, rotation: 6, stretch: 0.08, shift: 0.4 },
  corruption: 0.1,
} as const;

/** One slim net and one set of numbers: what differs between its members is their loss alone. */
const lossFamily = {
  ...convolutionalNet,
  kind: "autoencoder",
  latentDim: 8,
  architecture: slim(96),
  epochs: 20,
  augmentation: { share: 0.5, rotation: 5, stretch: 0.06, shift: 0.3 },
  corruption: 0,
} as const;

export const DIGITS = {
  "digits-3d": {
    ...convolutionalNet,
    kind: "vae",
    loss: "bce",
    title: "Digits, three dimensions",
    summary:
      "A convolutional VAE whose latent space has three dimensions: the scatter shows the space itself, nothing is projected.",
    latentDim: 3,
    beta: 1,
    epochs: 90,
    augmentation: { share: 0.6, rotation: 5, stretch: 0.06, shift: 0.3 },
    corruption: 0.1,
  },
  "digits-16d": {
    ...convolutionalNet,
    kind: "vae",
    loss: "bce",
    title: "Digits, sixteen dimensions",
    summary:
      "A convolutional VAE with sixteen latent dimensions and sharper digits: the scatter shows the three directions along which the digits differ most.",
    latentDim: 16,
    beta: 1,
    epochs: 90,
    augmentation: { share: 0.6, rotation: 7, stretch: 0.08, shift: 0.5 },
    corruption: 0.05,
  },
  "digits-pca-2d": {
    kind: "pca",
    data: "digits",
    latentDim: 2,
    title: "Digits by PCA, two dimensions",
    summary:
      "Principal component analysis: the two directions along which the pixels of the digits vary most. No training, no bending: what a net has to beat.",
  },
  "digits-vae-2d": {
    ...plane,
    kind: "vae",
    loss: "bce",
    title: "Digits, VAE in the plane",
    summary:
      "A variational autoencoder with two latent dimensions: codes are clouds, pulled towards one normal distribution, so that every place near the middle draws a digit.",
    beta: 1,
    epochs: 45,
  },
  "digits-ae-2d": {
    ...plane,
    kind: "autoencoder",
    loss: "bce",
    title: "Digits, autoencoder in the plane",
    summary:
      "A plain autoencoder with two latent dimensions and the same net as the VAE's: nothing keeps its codes together, so there are gaps that draw no digit.",
    epochs: 35,
  },
  "digits-beta4-2d": {
    ...plane,
    kind: "vae",
    loss: "bce",
    title: "Digits, β = 4",
    summary:
      "The VAE in the plane with four times the price on its code: blurrier digits, a smoother map, codes closer to the normal distribution.",
    beta: 4,
    epochs: 30,
  },
  "digits-cvae-2d": {
    ...plane,
    kind: "conditional-vae",
    latentDim: 3,
    title: "Digits by label and style",
    summary:
      "A conditional VAE: the decoder is told the digit, so two dimensions are left for style, and the third is the label. The encoder guesses the label by a classifier of its own, as uploads have none.",
    beta: 1,
    leakWeight: 600,
    // The leak is judged by pairs of a batch.
    batchSize: 200,
    epochs: 45,
  },
  "digits-aae-2d": {
    ...plane,
    kind: "adversarial-autoencoder",
    title: "Digits, adversarial autoencoder",
    summary:
      "An autoencoder whose codes must pass for draws from a normal distribution: a second net tries to tell them apart, and the encoder learns to fool it.",
    discriminator: [128, 128],
    rates: { discriminator: 0.5, generator: 0.25 },
    epochs: 30,
  },
  "digits-lesson": {
    ...plane,
    kind: "vae",
    loss: "mse",
    title: "Digits, the lesson's VAE mended",
    summary:
      "The lesson's loss, 784·MSE + KL, on the net of the plane's VAE. The lesson draws codes with e^s as σ but prices s as ln σ²: its printed loss is no bound, its clouds are half as wide, 2.7 nats go uncounted. Here σ is e^(s/2) in both; the loss is shown counted both ways, beside the true −ELBO.",
    beta: 1,
    learningRate: 3e-3,
    warmUpEpochs: 8,
    corruption: 0,
    augmentation: { share: 0.5, rotation: 5, stretch: 0.06, shift: 0.3 },
    epochs: 36,
  },
  "digits-pca-16d": {
    kind: "pca",
    data: "digits",
    latentDim: 16,
    title: "Digits by PCA, sixteen dimensions",
    summary:
      "Principal component analysis with sixteen directions: near a net's 10-NN figure, far from its pictures.",
  },
  "digits-ae-16d": {
    ...plane,
    kind: "autoencoder",
    loss: "bce",
    title: "Digits, autoencoder, sixteen dimensions",
    summary:
      "A plain autoencoder of dense layers with sixteen numbers a digit, beside the VAE and the PCA of as many: there is no price on its code.",
    latentDim: 16,
    epochs: 30,
  },
  "digits-ae-128": {
    ...convolutionalNet,
    kind: "autoencoder",
    loss: "bce",
    title: "Digits, autoencoder, 128 dimensions",
    summary:
      "The lesson's first model with enough channels: a convolutional autoencoder with a code of 128 numbers, closer to the pixels than PCA with as many.",
    architecture: slim(),
    latentDim: 128,
    epochs: 20,
    augmentation: { share: 0.6, rotation: 7, stretch: 0.08, shift: 0.5 },
    corruption: 0,
  },
  "digits-denoise": {
    ...convolutionalNet,
    kind: "denoising-autoencoder",
    loss: "bce",
    title: "Digits, denoising autoencoder",
    summary:
      "Trained to draw the clean digit from a noisy one: fresh noise at each step, with and without the lesson's grey veil, of many strengths. Its code has 32 dimensions.",
    latentDim: 32,
    noise: { weakest: 0.2, strongest: 0.65 },
    epochs: 30,
    augmentation: { share: 0.6, rotation: 7, stretch: 0.08, shift: 0.5 },
    corruption: 0,
  },
  "digits-loss-mse": {
    ...lossFamily,
    loss: "mse",
    title: "Digits, squared error",
    summary:
      "One net, three losses: this one minimises the squared error, the best of the three at PSNR, with grey where it is unsure.",
  },
  "digits-loss-bce": {
    ...lossFamily,
    loss: "bce",
    title: "Digits, cross-entropy",
    summary:
      "One net, three losses: this one minimises the cross-entropy of pixels, which punishes a sure mistake far harder than a grey one.",
  },
  "digits-loss-ssim": {
    ...lossFamily,
    loss: "ssim",
    title: "Digits, structural similarity",
    summary:
      "One net, three losses: this one maximises SSIM, likeness of local structure, and gives up exact grey values for it.",
  },
} as const satisfies Record<string, LatentPreset & Sourced>;
