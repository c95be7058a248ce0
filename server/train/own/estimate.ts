import { layersModels } from "../../model/nets/latent-model.ts";
import { epochBatches, plainBatches } from "../batches/batches.ts";
import type { SplitDataset } from "../data/load-data.ts";
import { createLearner, damageOf } from "../learners/create-learner.ts";
import type { LatentLearner } from "../learners/learner.ts";
import type { TrainedPreset } from "../presets/preset.ts";

/** The first steps prepare what later ones find ready. */
const WARM_UP = 2;
const TIMED = 6;
/** Enough of them for large nets. */
const TIMED_MAX_MS = 6000;

/** Seconds of one epoch, validation included, from some timed steps of a net that is thrown away: the run itself starts fresh. */
export function secondsAnEpoch(
  preset: TrainedPreset,
  {
    split,
    seed,
    now = () => performance.now(),
  }: { split: SplitDataset; seed: number; now?: () => number },
): number {
  const learner = createLearner(preset, { ...split.all, seed });
  const damage = damageOf(preset)(1);
  const { batchSize, augmentation } = preset;
  const common = { batchSize, damage, latentDim: learner.latentDim, seed };
  const steps = timed(epochBatches(split.train, { ...common, augmentation }), {
    run: (batch) => learner.step(batch, { warmth: 1 }),
    now,
  });
  const checks = timed(plainBatches(split.validation, common), {
    run: (batch) => learner.losses(batch),
    now,
  });
  dispose(learner);
  return (steps * split.train.count + checks * split.validation.count) / 1000;
}

/** Milliseconds an image, what makes the batch included. */
function timed<B extends { count: number }>(
  batches: Iterable<B>,
  { run, now }: { run: (batch: B) => unknown; now: () => number },
): number {
  const laps: { ms: number; images: number }[] = [];
  let last = now();
  let first = last;
  for (const batch of batches) {
    run(batch);
    const lap = now();
    laps.push({ ms: lap - last, images: batch.count });
    last = lap;
    if (laps.length === WARM_UP) first = lap;
    if (laps.length >= WARM_UP + TIMED || last - first > TIMED_MAX_MS) break;
  }
  // A short set has no batch beyond the first ones: the last of them is the best there is.
  const kept = laps.length > WARM_UP ? laps.slice(WARM_UP) : laps.slice(-1);
  // The median: one step in which the machine did something else says nothing of the others.
  const sorted = kept.map(({ ms, images }) => ms / images).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
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
