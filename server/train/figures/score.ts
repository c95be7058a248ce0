import { crossEntropy, meanSquaredError, peakSignalToNoise } from "../../degrade/measures.ts";
import { meanSimilarity } from "../../degrade/similarity.ts";
import { createRandom, gaussianVector } from "../../latent/random.ts";
import { hasPosterior } from "../../protocol/card-shape.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import { pixelsOf } from "../data/image-set.ts";
import { type SplitDataset, shownPart } from "../data/load-data.ts";
import { knownAccuracies, majorityShares } from "./attributes.ts";
import type { Codec, Codes } from "./codec.ts";
import { scoreConditional } from "./conditional.ts";
import { scoreDenoising } from "./denoising.ts";
import { scoreDiscriminator } from "./discriminator.ts";
import { lessonFigures } from "./lesson.ts";
import { meanKlPerDimension } from "./measures.ts";
import { PCA_FLOOR, scorePca } from "./pca-baseline.ts";
import { priorDistances } from "./prior-distance.ts";

/** What of a card decides which figures there are. */
export type Scored = Pick<ModelCard, "kind" | "loss" | "latentDim" | "imageShape" | "condition">;

interface Figures extends Pick<ModelCard, "metrics" | "baselines"> {
  /** What else belongs into the model's folder, by name. */
  files: Readonly<Record<string, Uint8Array>>;
}

export interface Scores extends Figures, Pick<ModelCard, "klPerDimension"> {
  /** zMean of every image that is shown, in the data set's order: the card's embedding. */
  embedding: Float32Array;
  /** zLogVar of the same, where there is a posterior. */
  logVar: Float32Array | undefined;
}

/**
 * The held-out figures of a model, and of a PCA of the same dimension beside them.
 * `seed` fixes whatever is drawn. Labels serve the 10-NN figures, and models that were told them.
 */
export async function scoreModel(
  codec: Codec,
  model: Scored,
  { split, seed }: { split: SplitDataset; seed: number },
): Promise<Scores> {
  const { heldOut, all } = split;
  const { latentDim } = model;
  const codes = await codec.encode(all.images);
  const start = (all.count - heldOut.count) * latentDim;
  const held = withTrueLabels(
    { mean: codes.mean.slice(start), logVar: codes.logVar?.slice(start) },
    { model, labels: heldOut.labels },
  );
  const fromMean = await codec.decode(held.mean);
  const sample = samplePosterior(held, { model, seed });
  const parts = await Promise.all([
    imageFigures(heldOut.images, fromMean, model),
    hasPosterior(model) ? elboFigures(codec, { held, sample, model, split }) : undefined,
    model.condition ? undefined : codeFigures(codes.mean, { sample, latentDim, split, seed }),
    model.kind === "denoising-autoencoder" ? scoreDenoising(codec, { split, seed }) : undefined,
    model.condition
      ? scoreConditional(codec, { codes: codes.mean, condition: model.condition, split, seed })
      : undefined,
    codec.discriminate
      ? scoreDiscriminator(codec.discriminate, { codes: held.mean, latentDim, seed })
      : undefined,
    { metrics: {}, baselines: { ...scorePca(split, latentDim), ...majorityShares(split) } },
  ]);
  const klPerDimension = hasPosterior(model) ? klOf(held, model) : [];
  return {
    embedding: shownPart(split, codes.mean, latentDim),
    logVar: codes.logVar && shownPart(split, codes.logVar, latentDim),
    klPerDimension,
    ...merge(parts),
  };
}

function merge(parts: readonly (Partial<Figures> | undefined)[]): Figures {
  return {
    metrics: Object.assign({}, ...parts.map((part) => part?.metrics)),
    baselines: Object.assign({}, ...parts.map((part) => part?.baselines)),
    files: Object.assign({}, ...parts.map((part) => part?.files)),
  };
}

/** How close reconstructions from the codes' means are. */
function imageFigures(
  images: Float32Array,
  others: Float32Array,
  { imageShape, kind }: Scored,
): Partial<Figures> {
  const size = pixelsOf({ imageShape: [...imageShape] });
  // A linear model's pixels may be 0 and 1, where a logarithm would end it.
  const floor = kind === "pca" ? { floor: PCA_FLOOR } : {};
  const reconstructionNats = crossEntropy(images, others, { size, ...floor });
  const mse = meanSquaredError(images, others);
  return {
    metrics: {
      reconstructionNats,
      bce: reconstructionNats / size,
      "bce.floor": crossEntropy(images, images, { size }) / size,
      mse,
      psnr: peakSignalToNoise(mse),
      ssim: meanSimilarity(images, others, imageShape),
    },
  };
}

/** The −ELBO with one posterior sample an image; what is called reconstruction is of the means. */
async function elboFigures(
  codec: Codec,
  {
    held,
    sample,
    model,
    split,
  }: { held: Codes; sample: Float32Array; model: Scored; split: SplitDataset },
): Promise<Partial<Figures>> {
  const { images } = split.heldOut;
  const size = pixelsOf(split.heldOut);
  const klNats = klOf(held, model).reduce((sum, kl) => sum + kl, 0);
  const sampled = await codec.decode(sample);
  const negativeElbo = crossEntropy(images, sampled, { size }) + klNats;
  const inItsUnits =
    model.kind === "vae" ? lessonFigures({ images, sampled, held, size, klNats }) : {};
  return { metrics: { klNats, negativeElbo, ...inItsUnits } };
}

/** How codes lie: by class, and beside the prior. */
function codeFigures(
  codes: Float32Array,
  {
    sample,
    latentDim,
    split,
    seed,
  }: { sample: Float32Array; latentDim: number; split: SplitDataset; seed: number },
): Partial<Figures> {
  const { train, heldOut, all } = split;
  const distances = priorDistances(sample, { latentDim, seed });
  return {
    metrics: {
      ...knownAccuracies(split, {
        train: codes.subarray(0, train.count * latentDim),
        heldOut: codes.subarray((all.count - heldOut.count) * latentDim),
        dim: latentDim,
      }),
      priorDistance: distances.codes,
    },
    baselines: { "fresh.priorDistance": distances.fresh },
  };
}

/** A condition costs nothing: it is given, not coded. */
function klOf({ mean, logVar }: Codes, { latentDim, condition }: Scored): number[] {
  if (logVar === undefined) return [];
  const kl = meanKlPerDimension({ mean, logVar }, latentDim);
  if (condition) kl[condition.dimension] = 0;
  return kl;
}

/** p(x | z, label) is asked of the label itself, not of the encoder's guess. */
function withTrueLabels(
  { mean, logVar }: Codes,
  { model, labels }: { model: Scored; labels: Uint8Array },
): Codes {
  const { condition, latentDim } = model;
  if (condition)
    for (const [row, label] of labels.entries())
      mean[row * latentDim + condition.dimension] = condition.values[label] ?? 0;
  return { mean, logVar };
}

/** One z an image from q(z|x), seeded; the code itself where there is no posterior. */
function samplePosterior(
  { mean, logVar }: Codes,
  { model, seed }: { model: Scored; seed: number },
): Float32Array {
  if (logVar === undefined) return mean;
  const epsilon = gaussianVector(createRandom(seed), mean.length);
  return mean.map((mu, index) => {
    if (model.condition?.dimension === index % model.latentDim) return mu;
    return mu + Math.exp((logVar[index] ?? 0) / 2) * (epsilon[index] ?? 0);
  });
}
