import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromHalf } from "../../latent/half.ts";
import {
  datasetFolder,
  hashWeights,
  readAnyCard,
  readEmbedding,
  readPosterior,
} from "../../model/artifact.ts";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import { hasPosterior } from "../../protocol/card-shape.ts";
import type { ModelCard, RestorerCard } from "../../protocol/model-card.ts";
import { loadSplitOf, type SplitDataset } from "../data/load-data.ts";
import { scoreRestorer } from "../restore/score-restorer.ts";
import { openOnnxCodec } from "./codec.ts";
import { type Comparison, compareFigures } from "./compare.ts";
import { scoreModel } from "./score.ts";

type AnyCard = ModelCard | RestorerCard;

/** What a model's weights and the data give now. */
interface Measured extends Pick<AnyCard, "metrics" | "baselines"> {
  klPerDimension: number[];
  /** Of a model with a latent space. */
  embedding?: Float32Array;
  logVar?: Float32Array | undefined;
  /** What else lies in the folder, by name. */
  files?: Readonly<Record<string, Uint8Array>>;
}

export interface Evaluation {
  card: AnyCard;
  measured: Measured;
  comparisons: Comparison[];
  /** What is wrong beside figures: a changed weights file, a stale embedding. Empty when all is well. */
  faults: string[];
}

/** Loads the split of a data set that lies in a folder; several models may ask for the same. */
export type SplitOf = (dataset: AnyCard["dataset"], folder: string) => Promise<SplitDataset>;

/** Keeps what was loaded last: models come one after another, and one large set is enough in memory. */
export function createSplitCache(load: SplitOf = loadSplitOf): SplitOf {
  let kept: { hash: string; split: Promise<SplitDataset> } | undefined;
  return (dataset, folder) => {
    if (kept?.hash !== dataset.hash) kept = { hash: dataset.hash, split: load(dataset, folder) };
    return kept.split;
  };
}

/** Largest difference of a stored and a recomputed zMean: half precision, not retraining. */
const EMBEDDING_TOLERANCE = 4e-3;
/** Of ln σ²: half precision, near −20. */
const POSTERIOR_TOLERANCE = 2e-2;
/** Of a stored and a recomputed weight of a linear map. */
const FILE_TOLERANCE = 4e-3;

/**
 * Measures an artefact again from its weights and the data, and sets the figures beside the card's.
 * Rejects when the folder is no artefact or its data cannot be loaded.
 */
export async function evaluateArtifact(
  folder: string,
  splitOf: SplitOf = loadSplitOf,
): Promise<Evaluation> {
  const card = readAnyCard(folder);
  const split = await splitOf(card.dataset, datasetFolder(folder, card.dataset.id));
  const measured = await measureArtifact(folder, card, split);
  const faults: string[] = [];
  if ((await hashWeights(folder, card)) !== card.weightsHash) {
    faults.push("The TensorFlow.js weights are not those that the card's hash names.");
  }
  if (card.kind !== "super-resolution") {
    const drift = largestDifference(await readEmbedding(folder, card), measured.embedding);
    if (!(drift <= EMBEDDING_TOLERANCE))
      faults.push(`The stored embedding differs from the encoder's by up to ${drift.toFixed(4)}.`);
    if (hasPosterior(card)) {
      const stored = await readPosterior(folder, card);
      if (!(largestDifference(stored, measured.logVar) <= POSTERIOR_TOLERANCE))
        faults.push("The stored posterior is not the encoder's.");
    }
  }
  for (const [name, bytes] of Object.entries(measured.files ?? {})) {
    const stored = await readFile(join(folder, name)).catch(() => new Uint8Array());
    if (!(largestDifference(fromHalf(stored), fromHalf(bytes)) <= FILE_TOLERANCE))
      faults.push(`${name} is not what the data give.`);
  }
  return { card, measured, comparisons: compareFigures(card, measured), faults };
}

async function measureArtifact(
  folder: string,
  card: AnyCard,
  split: SplitDataset,
): Promise<Measured> {
  if (card.kind === "super-resolution") {
    const scores = await scoreRestorer(folder, { heldOut: split.heldOut, factor: card.factor });
    return { ...scores, klPerDimension: [] };
  }
  const codec = await openOnnxCodec(folder, card);
  try {
    return await scoreModel(codec, card, { split, seed: card.training?.seed ?? 0 });
  } finally {
    await codec.dispose();
  }
}

/**
 * Puts what was measured into the card and beside it, for a card that was written before a figure was thought of. The weights
 * must be the card's own. @throws Error when they are not
 */
export async function writeFigures(
  folder: string,
  { card, measured, faults }: Evaluation,
): Promise<void> {
  if (faults.some((fault) => fault.includes("weights") || fault.includes("embedding")))
    throw new Error(`${card.id}: ${faults.join(" ")} Nothing was written.`);
  const file = join(folder, ARTIFACT_FILES.card);
  const { metrics, baselines, klPerDimension, files = {} } = measured;
  const stored = JSON.parse(await readFile(file, "utf8")) as object;
  const latent = card.kind === "super-resolution" ? {} : { klPerDimension };
  const changed = { ...stored, metrics, baselines, ...latent };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  await writeFile(file, `${JSON.stringify(changed, null, 2)}\n`);
}

function largestDifference(a: Float32Array, b: Float32Array | undefined): number {
  if (a.length !== b?.length) return Number.POSITIVE_INFINITY;
  return a.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (b[index] ?? 0))),
    0,
  );
}
