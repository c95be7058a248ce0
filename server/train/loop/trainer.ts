import { setImmediate as breathe } from "node:timers/promises";
import { readWeights, type Weights } from "../../model/weights.ts";
import type { CurveEpoch } from "../../protocol/curve.ts";
import { epochBatches, plainBatches } from "../batches/batches.ts";
import type { Damage } from "../batches/damage.ts";
import type { ImageSet } from "../data/image-set.ts";
import type { Learner } from "../learners/learner.ts";
import type { Schedule } from "../presets/preset.ts";
import { createMeanLosses, type Losses } from "./losses.ts";
import { augmentationAt, learningRateAt, warmthAt } from "./schedule.ts";

/** Where a run stands, beside its weights and its optimisers. */
export interface Progress {
  /** Finished epochs. */
  epoch: number;
  seconds: number;
  best: { epoch: number; cost: number; weights: Weights } | undefined;
  curve: CurveEpoch[];
}

export interface StepReport {
  epoch: number;
  step: number;
  steps: number;
  /** Of this epoch so far. */
  losses: Losses;
}

export interface EpochReport extends CurveEpoch {
  improved: boolean;
}

export interface TrainOptions {
  learner: Learner;
  preset: Schedule;
  /** What the encoder's pixels suffer when that much of the augmentation is left. */
  damage: (fade: number) => Damage;
  train: ImageSet;
  validation: ImageSet;
  seed: number;
  /** Changed in place. */
  progress: Progress;
  /** Ends training after the running step; the epoch so far is validated and counts. */
  signal: AbortSignal;
  onStep: (report: StepReport) => void;
  onEpoch: (report: EpochReport) => Promise<void>;
}

/**
 * Trains until the last epoch, until validation has not improved for `patience` epochs, or until
 * `signal` aborts. Throws when a loss is no longer a number, since no later step would mend it.
 */
export async function train(options: TrainOptions): Promise<void> {
  const { preset, progress, signal, learner } = options;
  const started = performance.now() - progress.seconds * 1000;
  while (progress.epoch < preset.epochs && !isStale(progress, preset.patience)) {
    const train = await runEpoch(options);
    const validation = await validate(options);
    if (!Object.values(validation).every(Number.isFinite))
      throw new Error("Training diverged: the loss is no number.");
    progress.epoch += 1;
    progress.seconds = (performance.now() - started) / 1000;
    const { epoch, best } = progress;
    const cost = learner.cost(validation);
    // Where no cost is told the last epoch is the best.
    const improved = cost === undefined || cost < (best?.cost ?? Number.POSITIVE_INFINITY);
    if (improved) progress.best = { epoch, cost: cost ?? 0, weights: readWeights(learner.weights) };
    progress.curve.push({ epoch, train, validation });
    await options.onEpoch({ epoch, train, validation, improved });
    if (signal.aborted) return;
  }
}

function isStale({ epoch, best }: Progress, patience: number): boolean {
  return best !== undefined && epoch - best.epoch >= patience;
}

async function runEpoch(options: TrainOptions): Promise<Losses> {
  const { preset, train, progress, learner } = options;
  const steps = Math.ceil(train.count / preset.batchSize);
  const warmth = warmthAt(progress.epoch, preset.warmUpEpochs);
  const fade = augmentationAt(progress.epoch / preset.epochs);
  const batches = epochBatches(train, {
    batchSize: preset.batchSize,
    augmentation: { ...preset.augmentation, share: preset.augmentation.share * fade },
    damage: options.damage(fade),
    latentDim: learner.latentDim,
    seed: epochSeed(options.seed, progress.epoch),
  });
  const mean = createMeanLosses();
  let step = 0;
  for (const batch of batches) {
    const done = (progress.epoch + step / steps) / preset.epochs;
    const rate = learningRateAt(done, preset.learningRate);
    for (const optimizer of learner.optimizers) optimizer.setLearningRate(rate);
    mean.add(learner.step(batch, { warmth }), batch.count);
    step += 1;
    options.onStep({ epoch: progress.epoch + 1, step, steps, losses: mean.value() });
    // Lets a signal through between two steps.
    await breathe();
    if (options.signal.aborted) break;
  }
  return mean.value();
}

/** Mean losses over unbent images in order, one seeded posterior sample an image. */
async function validate(options: TrainOptions): Promise<Losses> {
  const { learner, preset, validation, seed } = options;
  const mean = createMeanLosses();
  const batches = plainBatches(validation, {
    batchSize: preset.batchSize,
    damage: options.damage(0),
    latentDim: learner.latentDim,
    seed,
  });
  for (const batch of batches) {
    mean.add(learner.losses(batch), batch.count);
    await breathe();
  }
  return mean.value();
}

/** Each epoch has its own seed, so that a resumed run goes on as the uninterrupted one would. */
function epochSeed(seed: number, epoch: number): number {
  return Math.imul(seed + 1, 0x9e3779b1) + epoch;
}
