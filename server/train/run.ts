import { buildLinear } from "../model/nets/linear.ts";
import { fitPca } from "../model/pca.ts";
import type { StoredCard } from "../protocol/model-card.ts";
import { pixelsOf } from "./data/image-set.ts";
import { loadSplit, type SplitDataset } from "./data/load-data.ts";
import { finish } from "./finish.ts";
import { createLearner, damageOf } from "./learners/create-learner.ts";
import { type Circumstances, runSteps, today } from "./loop/run-steps.ts";
import type { RunOptions } from "./options.ts";
import { betaOf, type LatentPreset, type TrainedPreset } from "./presets/preset.ts";
import { type Publication, publish } from "./publish.ts";
import { runRestorer } from "./restore/run-restorer.ts";
import type { RunPlan } from "./run-plan.ts";

/** One whole run: data, training, artefact. */
export async function run(options: RunOptions, circumstances: Circumstances): Promise<void> {
  const { preset } = options;
  const split = await loadSplit(preset.data, { limit: options.limit });
  const card =
    preset.kind === "super-resolution"
      ? await runRestorer({ ...options, preset }, split, circumstances)
      : await runLatent({ ...options, preset }, split, circumstances);
  console.log(`${options.out}: held out, ${summaryOf(card)}`);
}

/** Trains a model with a latent space on a split, and writes its artefact. */
export async function runLatent(
  options: RunPlan & { preset: LatentPreset },
  split: SplitDataset,
  circumstances: Circumstances,
): Promise<StoredCard> {
  const { preset } = options;
  const made =
    preset.kind === "pca"
      ? runPca({ ...options, preset }, split, circumstances)
      : await runTraining({ ...options, preset }, split, circumstances);
  finish(made.model, { kind: preset.kind, train: split.train });
  return await publish({ options, split, ...made });
}

type Made = Pick<Publication, "model" | "training" | "curve">;

function runPca(
  options: RunPlan & { preset: LatentPreset },
  { train }: SplitDataset,
  { backend }: Circumstances,
): Made {
  const started = performance.now();
  const rows = { values: train.images, count: train.count, dim: pixelsOf(train) };
  const model = buildLinear(fitPca(rows, options.preset.latentDim), train.imageShape);
  const training = {
    ...{
      command: options.command,
      seed: options.seed,
      epochs: 0,
      bestEpoch: 0,
      batchSize: train.count,
    },
    optimizer: "eigenvectors of the covariance",
    ...{ backend, seconds: Math.round((performance.now() - started) / 1000), date: today() },
  };
  return { model, training, curve: [] };
}

async function runTraining(
  options: RunPlan & { preset: TrainedPreset },
  split: SplitDataset,
  circumstances: Circumstances,
): Promise<Made> {
  const { preset, seed } = options;
  const learner = createLearner(preset, { ...split.all, seed });
  const { latentDim } = preset;
  const made = await runSteps(
    { learner, preset, damage: damageOf(preset), identity: { latentDim, beta: betaOf(preset) } },
    { options, split, ...circumstances },
  );
  return { model: learner.model, ...made };
}

export function summaryOf({ metrics }: Pick<StoredCard, "metrics">): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
    .join(", ");
}
