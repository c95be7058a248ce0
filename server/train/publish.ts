import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { toHalf } from "../latent/half.ts";
import { datasetFolder, hashWeights } from "../model/artifact.ts";
import { saveLayersModel } from "../model/layers-files.ts";
import type { LatentModel } from "../model/nets/latent-model.ts";
import { exportOnnx } from "../model/onnx/onnx-export.ts";
import { fitPca } from "../model/pca.ts";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import type { CurveEpoch } from "../protocol/curve.ts";
import { type Projection, type StoredCard, storedCardSchema } from "../protocol/model-card.ts";
import type { SplitDataset } from "./data/load-data.ts";
import { publishDataset, replaceFolder } from "./data/publish-dataset.ts";
import { openOnnxCodec } from "./figures/codec.ts";
import { type Scored, type Scores, scoreModel } from "./figures/score.ts";
import { betaOf, type LatentPreset } from "./presets/preset.ts";
import type { RunPlan } from "./run-plan.ts";

/** How the weights came about. */
type Training = StoredCard["training"];

export interface Publication {
  options: Pick<RunPlan, "id" | "out" | "seed"> & { preset: LatentPreset };
  split: SplitDataset;
  /** Holds the weights to be published, rounded to half precision. */
  model: LatentModel;
  training: Training;
  /** Empty where nothing was iterated. */
  curve: readonly CurveEpoch[];
}

const HALF = { half: true };

/**
 * Writes the artefact folder. Everything is made in a folder beside it and renamed at the end, so
 * that a crash leaves the old artefact or none, never half of one.
 * The figures come from the exported files, as `evaluate` computes them again.
 */
export async function publish(publication: Publication): Promise<StoredCard> {
  const { options, split } = publication;
  return await replaceArtifact({ out: options.out, split }, (folder) =>
    writeArtifact(folder, publication),
  );
}

/** Puts what `write` makes in a folder in the place of `out`, with its data set beside it. */
export async function replaceArtifact<Card>(
  { out, split }: { out: string; split: SplitDataset },
  write: (folder: string) => Promise<Card>,
): Promise<Card> {
  await publishDataset(datasetFolder(out, split.all.id), split);
  const temporary = join(dirname(out), `.${basename(out)}-${process.pid}`);
  await mkdir(temporary, { recursive: true });
  try {
    const card = await write(temporary);
    await replaceFolder(temporary, out);
    return card;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function writeArtifact(folder: string, publication: Publication): Promise<StoredCard> {
  const { split, model, options, curve } = publication;
  const write = (file: string, bytes: Uint8Array | string) => writeFile(join(folder, file), bytes);
  await saveLayersModel(model.encoder, join(folder, ARTIFACT_FILES.encoder), HALF);
  await saveLayersModel(model.decoder, join(folder, ARTIFACT_FILES.decoder), HALF);
  await write(ARTIFACT_FILES.encoderOnnx, exportOnnx(model.encoder, [], HALF));
  await write(ARTIFACT_FILES.decoderOnnx, exportOnnx(model.decoder, ["image"], HALF));
  if (model.discriminator)
    await write(ARTIFACT_FILES.discriminator, exportOnnx(model.discriminator, [], HALF));
  if (curve.length > 0) await write(ARTIFACT_FILES.curve, curveText(curve));
  const scored = scoredOf(publication);
  const codec = await openOnnxCodec(folder, scored);
  const scores = await scoreModel(codec, scored, { split, seed: options.seed });
  await codec.dispose();
  await write(ARTIFACT_FILES.embedding, toHalf(scores.embedding));
  for (const [name, bytes] of Object.entries(scores.files)) await write(name, bytes);
  if (scores.logVar) await write(ARTIFACT_FILES.posterior, toHalf(scores.logVar));
  const card = makeCard(publication, scores, await hashWeights(folder));
  await write(ARTIFACT_FILES.card, `${JSON.stringify(card, null, 2)}\n`);
  return card;
}

function scoredOf({ options, model, split }: Publication): Scored {
  const { preset } = options;
  const { conditional, latentDim } = model;
  return {
    kind: preset.kind,
    loss: lossOf(preset),
    latentDim,
    imageShape: split.all.imageShape,
    ...(conditional && { condition: { dimension: latentDim - 1, values: conditional.values } }),
  };
}

/** A PCA has the least squared error of all linear codes; nets without a choice minimise the cross-entropy. */
function lossOf(preset: LatentPreset): StoredCard["loss"] {
  if (preset.kind === "pca") return "mse";
  return "loss" in preset ? preset.loss : "bce";
}

/** `curve.json`. */
export function curveText(curve: readonly CurveEpoch[]): string {
  return `${JSON.stringify({ epochs: curve.map(rounded) })}\n`;
}

/** Five digits are more than a curve shows. */
function rounded({ epoch, train, validation }: CurveEpoch): CurveEpoch {
  const round = (losses: CurveEpoch["train"]) =>
    Object.fromEntries(
      Object.entries(losses).map(([name, loss]) => [name, Number(loss.toPrecision(5))]),
    );
  return { epoch, train: round(train), validation: round(validation) };
}

function makeCard(publication: Publication, scores: Scores, weightsHash: string): StoredCard {
  const { options, split, model, training } = publication;
  const { preset, id } = options;
  return storedCardSchema.parse({
    id,
    title: preset.title,
    summary: preset.summary,
    ...scoredOf(publication),
    beta: betaOf(preset),
    dataset: split.all.id,
    training,
    parameters: { encoder: model.encoder.countParams(), decoder: model.decoder.countParams() },
    metrics: scores.metrics,
    baselines: scores.baselines,
    klPerDimension: scores.klPerDimension,
    projection: makeProjection(scores.embedding, model.latentDim),
    weightsHash,
  });
}

/** Two or three dimensions are their own picture; more are seen along the directions of greatest variance. */
function makeProjection(embedding: Float32Array, latentDim: number): Projection {
  if (latentDim <= 3) return { kind: "identity" };
  const count = embedding.length / latentDim;
  const pca = fitPca({ values: embedding, count, dim: latentDim }, 3);
  return {
    kind: "pca",
    mean: [...pca.mean],
    components: pca.components.map((row) => [...row]),
    explainedVariance: [...pca.variance].map((value) => value / pca.totalVariance),
  };
}
