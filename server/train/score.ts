import { createRandom, gaussianVector } from "../latent/random.ts";
import { fitPca, projectRows, reconstructRows } from "../model/pca.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Codec, CodecShape } from "./codec.ts";
import { pixelsOf } from "./dataset.ts";
import type { SplitDataset } from "./load-data.ts";
import {
  crossEntropy,
  meanKlPerDimension,
  meanSquaredError,
  peakSignalToNoise,
} from "./measures.ts";
import { neighbourAccuracy } from "./neighbours.ts";

const NEIGHBOURS = 10;
/** Pixels of a linear reconstruction leave 0..1: this range lets their cross-entropy be compared. */
const PCA_FLOOR = 0.001;

export interface Scores {
  metrics: ModelCard["metrics"];
  /** zMean of every image, train rows first: the card's embedding. */
  embedding: Float32Array;
}

/**
 * The held-out figures of a model, and of a PCA of the same dimension beside them.
 * `seed` fixes the posterior sample of the −ELBO. Labels serve the 10-NN figure alone.
 */
export async function scoreModel(
  codec: Codec,
  { latentDim }: CodecShape,
  { split, seed }: { split: SplitDataset; seed: number },
): Promise<Scores> {
  const { train, heldOut, all } = split;
  const { mean: embedding, logVar } = await codec.encode(all.images);
  const heldOutStart = (all.count - heldOut.count) * latentDim;
  const held = { mean: embedding.slice(heldOutStart), logVar: logVar.slice(heldOutStart) };
  const size = pixelsOf(all);
  const fromMean = await codec.decode(held.mean);
  const sampled = await codec.decode(samplePosterior(held, seed));
  const klPerDimension = meanKlPerDimension(held, latentDim);
  const klNats = klPerDimension.reduce((sum, kl) => sum + kl, 0);
  const mse = meanSquaredError(heldOut.images, fromMean);
  return {
    embedding,
    metrics: {
      heldOut: {
        reconstructionNats: crossEntropy(heldOut.images, fromMean, { size }),
        klNats,
        negativeElbo: crossEntropy(heldOut.images, sampled, { size }) + klNats,
        mse,
        psnr: peakSignalToNoise(mse),
        knn10: neighbourAccuracy(
          { codes: embedding.subarray(0, train.count * latentDim), labels: train.labels },
          { codes: held.mean, labels: heldOut.labels },
          { k: NEIGHBOURS, dim: latentDim },
        ),
        klPerDimension,
      },
      pca: scorePca(split, latentDim),
    },
  };
}

/** PCA on the pixels: fitted on the training images, scored on the held-out ones. */
function scorePca({ train, heldOut }: SplitDataset, latentDim: number) {
  const size = pixelsOf(train);
  const rows = ({ images, count }: typeof train) => ({ values: images, count, dim: size });
  const pca = fitPca(rows(train), latentDim);
  const codes = projectRows(pca, rows(heldOut));
  const images = reconstructRows(pca, codes);
  const mse = meanSquaredError(heldOut.images, images);
  return {
    reconstructionNats: crossEntropy(heldOut.images, images, { size, floor: PCA_FLOOR }),
    mse,
    psnr: peakSignalToNoise(mse),
    knn10: neighbourAccuracy(
      { codes: projectRows(pca, rows(train)), labels: train.labels },
      { codes, labels: heldOut.labels },
      { k: NEIGHBOURS, dim: latentDim },
    ),
  };
}

/** One z per image from q(z|x), seeded. */
function samplePosterior(
  { mean, logVar }: { mean: Float32Array; logVar: Float32Array },
  seed: number,
): Float32Array {
  const epsilon = gaussianVector(createRandom(seed), mean.length);
  return mean.map((mu, index) => mu + Math.exp((logVar[index] ?? 0) / 2) * (epsilon[index] ?? 0));
}
