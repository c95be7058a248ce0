import { crossEntropy, meanSquaredError, peakSignalToNoise } from "../../degrade/measures.ts";
import { clamp } from "../../degrade/noise.ts";
import { meanSimilarity } from "../../degrade/similarity.ts";
import { fitLeading } from "../../model/leading-directions.ts";
import { fitPca, type Pca, projectRows, reconstructRows } from "../../model/pca.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import { pixelsOf } from "../data/image-set.ts";
import type { SplitDataset } from "../data/load-data.ts";
import { knownAccuracies } from "./attributes.ts";

/** All directions of an image with more pixels take too long: as many as are asked for. */
const ALL_DIRECTIONS_MAX = 1024;
/** Pixels of a linear reconstruction leave 0..1 and are cut off: this range lets their cross-entropy be compared. */
export const PCA_FLOOR = 0.001;

type Baselines = ModelCard["baselines"];

interface Known {
  /** All directions, or as many as were asked for last. */
  pca: Pca;
  scores: Map<number, Baselines>;
}

/** By the training images. Models of the same data ask for the same. */
const known = new WeakMap<Float32Array, Known>();

/** PCA on the pixels: fitted on the training images, scored on the held-out ones, pixels cut to 0..1. */
export function scorePca(split: SplitDataset, latentDim: number): Baselines {
  const { images } = split.train;
  const { pca, scores } = known.get(images) ?? {
    pca: directionsOf(split.train, latentDim),
    scores: new Map(),
  };
  const found = pca.components.length < latentDim ? directionsOf(split.train, latentDim) : pca;
  known.set(images, { pca: found, scores });
  const { mean, components, variance, totalVariance } = found;
  const first = {
    ...{ mean, totalVariance, variance: variance.slice(0, latentDim) },
    components: components.slice(0, latentDim),
  };
  const score = scores.get(latentDim) ?? measure(split, first);
  scores.set(latentDim, score);
  return score;
}

function directionsOf(
  { images, count, imageShape }: SplitDataset["train"],
  latentDim: number,
): Pca {
  const dim = pixelsOf({ imageShape });
  const rows = { values: images, count, dim };
  return dim <= ALL_DIRECTIONS_MAX ? fitPca(rows, dim) : fitLeading(rows, latentDim);
}

function measure({ train, heldOut }: SplitDataset, pca: Pca): Baselines {
  const size = pixelsOf(train);
  const rows = ({ images, count }: typeof train) => ({ values: images, count, dim: size });
  const codes = projectRows(pca, rows(heldOut));
  const images = reconstructRows(pca, codes).map(clamp);
  const mse = meanSquaredError(heldOut.images, images);
  const nats = crossEntropy(heldOut.images, images, { size, floor: PCA_FLOOR });
  return {
    "pca.reconstructionNats": nats,
    "pca.bce": nats / size,
    "pca.mse": mse,
    "pca.psnr": peakSignalToNoise(mse),
    "pca.ssim": meanSimilarity(heldOut.images, images, heldOut.imageShape),
    ...prefixed(
      "pca.",
      knownAccuracies(
        { train, heldOut },
        { train: projectRows(pca, rows(train)), heldOut: codes, dim: pca.components.length },
      ),
    ),
  };
}

function prefixed(prefix: string, figures: Baselines): Baselines {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [`${prefix}${name}`, value]),
  );
}
