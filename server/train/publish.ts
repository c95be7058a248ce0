import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { hashWeights } from "../model/artifact.ts";
import { saveLayersModel } from "../model/layers-files.ts";
import { exportOnnx } from "../model/onnx-export.ts";
import { fitPca } from "../model/pca.ts";
import type { Vae } from "../model/vae.ts";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import { type ModelCard, modelCardSchema, type Projection } from "../protocol/model-card.ts";
import { ATLAS_COLUMNS, makeAtlas } from "./atlas.ts";
import { openOnnxCodec } from "./codec.ts";
import type { SplitDataset } from "./load-data.ts";
import type { RunOptions } from "./options.ts";
import { type Scores, scoreModel } from "./score.ts";
import type { Progress } from "./trainer.ts";

export interface Publication {
  options: RunOptions;
  split: SplitDataset;
  /** Holds the weights to be published. */
  vae: Vae;
  progress: Progress;
  command: string;
  backend: string;
}

/**
 * Writes the artefact folder. Everything is made in a folder beside it and renamed at the end, so
 * that a crash leaves the old artefact or none, never half of one.
 * The figures come from the exported files, as `evaluate` computes them again.
 */
export async function publish(publication: Publication): Promise<ModelCard> {
  const { out } = publication.options;
  const temporary = join(dirname(out), `.${basename(out)}-${process.pid}`);
  await mkdir(temporary, { recursive: true });
  try {
    const card = await writeArtifact(temporary, publication);
    await replaceFolder(temporary, out);
    return card;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function writeArtifact(folder: string, publication: Publication): Promise<ModelCard> {
  const { vae, split, options } = publication;
  const write = (file: string, bytes: Uint8Array) => writeFile(join(folder, file), bytes);
  await saveLayersModel(vae.encoder, join(folder, ARTIFACT_FILES.encoder));
  await saveLayersModel(vae.decoder, join(folder, ARTIFACT_FILES.decoder));
  await write(ARTIFACT_FILES.encoderOnnx, exportOnnx(vae.encoder));
  await write(ARTIFACT_FILES.decoderOnnx, exportOnnx(vae.decoder, ["image"]));
  const shape = { latentDim: vae.latentDim, imageShape: split.all.imageShape };
  const codec = await openOnnxCodec(folder, shape);
  const scores = await scoreModel(codec, shape, { split, seed: options.seed });
  await codec.dispose();
  await write(ARTIFACT_FILES.embedding, new Uint8Array(scores.embedding.buffer));
  await write(ARTIFACT_FILES.labels, split.all.labels);
  await write(ARTIFACT_FILES.thumbnails, await makeAtlas(split.all));
  const card = makeCard(publication, scores, await hashWeights(folder));
  await writeFile(join(folder, ARTIFACT_FILES.card), `${JSON.stringify(card, null, 2)}\n`);
  return card;
}

function makeCard(publication: Publication, scores: Scores, weightsHash: string): ModelCard {
  const { options, split, vae, progress, command, backend } = publication;
  const { preset, seed, id } = options;
  const { name, source, licence, classNames, imageShape } = split.all;
  return modelCardSchema.parse({
    id,
    title: preset.title,
    summary: preset.summary,
    family: "vae",
    latentDim: vae.latentDim,
    imageShape,
    beta: preset.beta,
    dataset: {
      ...{ name, source, licence, classNames },
      train: split.train.count,
      validation: split.validation.count,
      heldOut: split.heldOut.count,
      splitSeed: seed,
    },
    training: {
      command,
      seed,
      epochs: progress.epoch,
      bestEpoch: progress.best?.epoch,
      batchSize: preset.batchSize,
      optimizer: `Adam, ${preset.learningRate} falling along a cosine`,
      backend,
      seconds: Math.round(progress.seconds),
      date: new Date().toISOString().slice(0, 10),
    },
    parameters: { encoder: vae.encoder.countParams(), decoder: vae.decoder.countParams() },
    metrics: scores.metrics,
    projection: makeProjection(preset.projection, scores.embedding, vae.latentDim),
    atlas: { file: ARTIFACT_FILES.thumbnails, columns: ATLAS_COLUMNS, cell: imageShape[0] },
    weightsHash,
  });
}

function makeProjection(
  kind: Projection["kind"],
  embedding: Float32Array,
  latentDim: number,
): Projection {
  if (kind === "identity") return { kind };
  const count = embedding.length / latentDim;
  const pca = fitPca({ values: embedding, count, dim: latentDim }, 3);
  return {
    kind,
    mean: [...pca.mean],
    components: pca.components.map((row) => [...row]),
    explainedVariance: [...pca.variance].map((value) => value / pca.totalVariance),
  };
}

/** A rename cannot replace a folder that holds files: the old one steps aside first. */
async function replaceFolder(fresh: string, target: string): Promise<void> {
  const old = `${fresh}-old`;
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(fresh, target);
  await rm(old, { recursive: true, force: true });
}
