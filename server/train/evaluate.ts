import { hashWeights, readCard, readEmbedding } from "../model/artifact.ts";
import { embeddingCount } from "../protocol/card-shape.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { openOnnxCodec } from "./codec.ts";
import { type Comparison, compareMetrics } from "./compare.ts";
import { loadSplitOf } from "./load-data.ts";
import { scoreModel } from "./score.ts";

export interface Evaluation {
  card: ModelCard;
  comparisons: Comparison[];
  /** What is wrong beside figures: a changed weights file, a stale embedding. Empty when all is well. */
  faults: string[];
}

/** Largest difference of a stored and a recomputed zMean: rounding, not retraining. */
const EMBEDDING_TOLERANCE = 1e-3;

/**
 * Measures an artefact again from its weights and the data, and sets the figures beside the card's.
 * Rejects when the folder is no artefact or its data cannot be loaded.
 */
export async function evaluateArtifact(folder: string): Promise<Evaluation> {
  const card = await readCard(folder);
  const { name, splitSeed } = card.dataset;
  const split = await loadSplitOf(name, { seed: splitSeed, limit: embeddingCount(card) });
  const codec = await openOnnxCodec(folder, card);
  const scores = await scoreModel(codec, card, { split, seed: card.training.seed });
  await codec.dispose();
  const faults: string[] = [];
  if ((await hashWeights(folder)) !== card.weightsHash) {
    faults.push("The TensorFlow.js weights are not those that the card's hash names.");
  }
  const drift = largestDifference(await readEmbedding(folder, card), scores.embedding);
  if (!(drift <= EMBEDDING_TOLERANCE)) {
    faults.push(`The stored embedding differs from the encoder's by up to ${drift.toFixed(4)}.`);
  }
  return { card, comparisons: compareMetrics(card.metrics, scores.metrics), faults };
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (b[index] ?? 0))),
    0,
  );
}
