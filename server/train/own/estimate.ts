import { layersModels } from "../../model/nets/latent-model.ts";
import { epochBatches, plainBatches } from "../batches/batches.ts";
import type { SplitDataset } from "../data/load-data.ts";
import { createLearner, damageOf } from "../learners/create-learner.ts";
import type { LatentLearner } from "../learners/learner.ts";
import type { TrainedPreset } from "../presets/preset.ts";

/** The first steps prepare what later ones find ready. */
const WARM_UP = 2;
/** At least so many batches, and for so long: a busy machine is quick at one moment and slow at the next … */
const TIMED = 6;
const TIMED_MS = 4000;
/** … but no longer than this. */
const TIMED_MAX_MS = 20_000;
/** A batch that takes so many times the usual one was a pause. */
const PAUSE = 10;

export interface Estimate {
  /** Seconds, validation included. */
  anEpoch: number;
  /** Batches that it comes from, seconds of the quickest and of the slowest of them. */
  timed: { batches: number; quickest: number; slowest: number };
}

/** What one epoch takes, from some timed steps of a net that is thrown away: the run itself starts fresh. */
export function estimateEpoch(
  preset: TrainedPreset,
  {
    split,
    seed,
    now = () => performance.now(),
  }: { split: SplitDataset; seed: number; now?: () => number },
): Estimate {
  const learner = createLearner(preset, { ...split.all, seed });
  const damage = damageOf(preset)(1);
  const { batchSize, augmentation } = preset;
  const common = { batchSize, damage, latentDim: learner.latentDim, seed };
  const steps = timeBatches(epochBatches(split.train, { ...common, augmentation }), {
    run: (batch) => learner.step(batch, { warmth: 1 }),
    now,
  });
  const checks = timeBatches(plainBatches(split.validation, common), {
    run: (batch) => learner.losses(batch),
    now,
  });
  dispose(learner);
  const milliseconds = steps.anImage * split.train.count + checks.anImage * split.validation.count;
  const [quickest = 0] = steps.laps;
  const slowest = steps.laps.at(-1) ?? 0;
  return {
    anEpoch: milliseconds / 1000,
    timed: { batches: steps.laps.length, quickest: quickest / 1000, slowest: slowest / 1000 },
  };
}

/** Runs some of the batches. Milliseconds an image, what makes the batch included, and of each batch that counts, the quickest first. */
export function timeBatches<B extends { count: number }>(
  batches: Iterable<B>,
  { run, now }: { run: (batch: B) => unknown; now: () => number },
): { anImage: number; laps: number[] } {
  const timed: { ms: number; images: number }[] = [];
  let last = now();
  let first = last;
  for (const batch of batches) {
    run(batch);
    const lap = now();
    timed.push({ ms: lap - last, images: batch.count });
    last = lap;
    if (timed.length === WARM_UP) first = lap;
    const enough = timed.length >= WARM_UP + TIMED && last - first >= TIMED_MS;
    if (enough || last - first > TIMED_MAX_MS) break;
  }
  // A short set has no batch beyond the first ones: the last of them is the best there is.
  const kept = timed.length > WARM_UP ? timed.slice(WARM_UP) : timed.slice(-1);
  const sorted = kept.toSorted((a, b) => a.ms - b.ms);
  const usual = sorted[Math.floor(sorted.length / 2)]?.ms ?? 0;
  const worked = sorted.filter(({ ms }) => ms <= usual * PAUSE);
  // The mean: what is slow on a busy machine is part of the whole.
  const sum = (of: (lap: { ms: number; images: number }) => number) =>
    worked.reduce((total, lap) => total + of(lap), 0);
  const images = sum(({ images }) => images);
  return {
    anImage: images > 0 ? sum(({ ms }) => ms) / images : 0,
    laps: worked.map(({ ms }) => ms),
  };
}

function dispose({ model, optimizers }: LatentLearner): void {
  for (const part of layersModels(model)) part.dispose();
  for (const optimizer of optimizers) optimizer.dispose();
}

/** "7 % longer than estimated". */
export function estimateError(estimated: number, real: number): string {
  const percent = Math.round((real / estimated - 1) * 100);
  if (percent === 0) return "as estimated";
  return `${Math.abs(percent)} % ${percent > 0 ? "longer" : "shorter"} than estimated`;
}
