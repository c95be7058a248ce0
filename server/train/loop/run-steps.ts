import { writeWeights } from "../../model/weights.ts";
import type { CurveEpoch } from "../../protocol/curve.ts";
import type { StoredCard } from "../../protocol/model-card.ts";
import type { Damage } from "../batches/damage.ts";
import type { SplitDataset } from "../data/load-data.ts";
import type { Learner } from "../learners/learner.ts";
import type { Schedule } from "../presets/preset.ts";
import type { RunPlan } from "../run-plan.ts";
import { loadCheckpoint, saveCheckpoint } from "./checkpoint.ts";
import { createProgressBar } from "./progress-bar.ts";
import { type Progress, train } from "./trainer.ts";

export interface Circumstances {
  backend: string;
  signal: AbortSignal;
  /** Hears how long the epochs of this session took, not those of a run that it goes on with. */
  onTrained?: (session: { epochs: number; seconds: number }) => void;
}

export interface Steps {
  learner: Learner;
  preset: Schedule;
  damage: (fade: number) => Damage;
  /** What else makes a run another run. */
  identity: { latentDim: number; beta: number };
}

interface Made {
  training: StoredCard["training"];
  curve: readonly CurveEpoch[];
}

/** Trains from the start or from a checkpoint; the learner has the best epoch's weights at the end. */
export async function runSteps(
  { learner, preset, damage, identity: own }: Steps,
  {
    options,
    split,
    backend,
    signal,
    onTrained,
  }: Circumstances & { options: RunPlan; split: SplitDataset },
): Promise<Made> {
  const { seed, checkpoint } = options;
  const { batchSize, epochs } = preset;
  const identity = {
    ...{ preset: options.presetId, data: options.dataId, seed, batchSize, epochs, ...own },
    rows: split.all.count,
  };
  const fresh: Progress = { epoch: 0, seconds: 0, best: undefined, curve: [] };
  const { progress, command } = options.resume
    ? await loadCheckpoint(checkpoint, { identity, learner })
    : { progress: fresh, command: options.command };
  const before = { epoch: progress.epoch, seconds: progress.seconds };
  const bar = createProgressBar(process.stdout, { epochs, done: progress.epoch });
  await train({
    ...{ learner, preset, damage, seed, progress, signal },
    ...{ train: split.train, validation: split.validation },
    onStep: bar.step,
    onEpoch: async (report) => {
      bar.epoch(report);
      await saveCheckpoint(checkpoint, { identity, command, learner, progress });
    },
  });
  const { best, epoch, seconds, curve } = progress;
  if (best === undefined) throw new Error("no epoch was finished");
  onTrained?.({ epochs: epoch - before.epoch, seconds: seconds - before.seconds });
  writeWeights(learner.weights, best.weights);
  const training = {
    ...{ command, seed, epochs: epoch, bestEpoch: best.epoch, batchSize },
    optimizer: `Adam, ${preset.learningRate} falling along a cosine`,
    ...{ backend, seconds: Math.round(seconds), date: today() },
  };
  return { training, curve };
}

/** 2026-11-30 */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
