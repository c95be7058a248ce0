import { setImmediate as breathe } from "node:timers/promises";
import type { Vae } from "../model/vae.ts";
import { readWeights, type Weights } from "../model/weights.ts";
import { epochBatches } from "./batches.ts";
import type { Dataset } from "./dataset.ts";
import type { ScheduledAdam } from "./optimizer.ts";
import type { Preset } from "./presets.ts";
import { augmentationAt, betaAt, learningRateAt } from "./schedule.ts";
import { createMeanLosses, type Losses, plainLosses, trainStep } from "./step.ts";

/** Where a run stands, beside its weights and its optimiser. */
export interface Progress {
  /** Finished epochs. */
  epoch: number;
  seconds: number;
  best: { epoch: number; negativeElbo: number; weights: Weights } | undefined;
}

export interface StepReport {
  epoch: number;
  step: number;
  steps: number;
  /** Of this epoch so far. */
  losses: Losses;
}

export interface EpochReport {
  epoch: number;
  train: Losses;
  validation: Losses;
  improved: boolean;
}

export interface TrainOptions {
  vae: Vae;
  optimizer: ScheduledAdam;
  preset: Preset;
  train: Dataset;
  validation: Dataset;
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
export async function trainVae(options: TrainOptions): Promise<void> {
  const { preset, progress, signal, vae } = options;
  const started = performance.now() - progress.seconds * 1000;
  while (progress.epoch < preset.epochs && !isStale(progress, preset.patience)) {
    const train = await runEpoch(options);
    const validation = plainLosses(vae, options.validation, {
      batchSize: preset.batchSize,
      seed: options.seed,
    });
    const negativeElbo = validation.reconstruction + validation.kl;
    if (!Number.isFinite(negativeElbo))
      throw new Error("Training diverged: the loss is no number.");
    progress.epoch += 1;
    progress.seconds = (performance.now() - started) / 1000;
    const improved = negativeElbo < (progress.best?.negativeElbo ?? Number.POSITIVE_INFINITY);
    if (improved) {
      progress.best = { epoch: progress.epoch, negativeElbo, weights: readWeights(vae) };
    }
    await options.onEpoch({ epoch: progress.epoch, train, validation, improved });
    if (signal.aborted) return;
  }
}

function isStale({ epoch, best }: Progress, patience: number): boolean {
  return best !== undefined && epoch - best.epoch >= patience;
}

async function runEpoch(options: TrainOptions): Promise<Losses> {
  const { preset, train, progress, vae, optimizer } = options;
  const steps = Math.ceil(train.count / preset.batchSize);
  const beta = betaAt(progress.epoch, preset.beta, preset.warmUpEpochs);
  const fade = augmentationAt(progress.epoch / preset.epochs);
  const batches = epochBatches(train, {
    batchSize: preset.batchSize,
    augmentation: { ...preset.augmentation, share: preset.augmentation.share * fade },
    corruption: preset.corruption * fade,
    latentDim: vae.latentDim,
    seed: epochSeed(options.seed, progress.epoch),
  });
  const mean = createMeanLosses();
  let step = 0;
  for (const batch of batches) {
    const done = (progress.epoch + step / steps) / preset.epochs;
    optimizer.setLearningRate(learningRateAt(done, preset.learningRate));
    mean.add(trainStep({ vae, optimizer }, batch, beta), batch.count);
    step += 1;
    options.onStep({ epoch: progress.epoch + 1, step, steps, losses: mean.value() });
    // Lets a signal through between two steps.
    await breathe();
    if (options.signal.aborted) break;
  }
  return mean.value();
}

/** Each epoch has its own seed, so that a resumed run goes on as the uninterrupted one would. */
function epochSeed(seed: number, epoch: number): number {
  return Math.imul(seed + 1, 0x9e3779b1) + epoch;
}
