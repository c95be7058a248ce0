import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { dense } from "../../../server/model/nets/architecture.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";
import type { Batch } from "../../../server/train/batches/batches.ts";
import { plainBatches } from "../../../server/train/batches/batches.ts";
import { dropShare, noisy } from "../../../server/train/batches/damage.ts";
import { createLearner } from "../../../server/train/learners/create-learner.ts";
import type { TrainedPreset } from "../../../server/train/presets/preset.ts";
import { tinySet } from "./tiny-set.ts";

/** Tenths of a second on a free machine. */
const TIMEOUT_MS = 60_000;
const set = tinySet(96);
const common = {
  ...{ title: "", summary: "", data: "digits" as const, latentDim: 2, architecture: dense(24) },
  ...{ epochs: 1, batchSize: 48, learningRate: 5e-3, warmUpEpochs: 0, patience: 9, corruption: 0 },
  augmentation: { share: 0, rotation: 0, stretch: 0, shift: 0 },
} as const;
const PRESETS: TrainedPreset[] = [
  { ...common, kind: "vae", loss: "bce", beta: 1 },
  { ...common, kind: "vae", loss: "mse", beta: 1 },
  ...(["bce", "mse", "ssim"] as const).map((loss) => ({
    ...common,
    kind: "autoencoder" as const,
    loss,
  })),
  {
    ...common,
    kind: "denoising-autoencoder",
    loss: "bce",
    noise: { weakest: 0.2, strongest: 0.5 },
  },
  { ...common, kind: "conditional-vae", latentDim: 3, beta: 1, leakWeight: 10 },
];

beforeAll(async () => {
  await chooseBackend("wasm");
});

function batches(latentDim: number): Batch[] {
  return [...plainBatches(set, { batchSize: 48, latentDim, damage: dropShare(0), seed: 3 })];
}

function learn(preset: TrainedPreset, steps: number) {
  const learner = createLearner(preset, { ...set, seed: 1 });
  const [first, second] = batches(preset.latentDim) as [Batch, Batch];
  for (const optimizer of learner.optimizers) optimizer.setLearningRate(preset.learningRate);
  const before = learner.losses(first);
  for (let step = 0; step < steps; step++) learner.step(step % 2 ? first : second, { warmth: 1 });
  return { learner, first, before, after: learner.losses(first) };
}

it.each(
  PRESETS.map(
    (preset) => [`${preset.kind} ${"loss" in preset ? preset.loss : ""}`, preset] as const,
  ),
)(
  "[T76] every kind of model learns, and a step leaves no tensor behind: %s",
  (_, preset) => {
    const { learner, first, before, after } = learn(preset, 16);
    expect(learner.cost(after)).toBeLessThan((learner.cost(before) ?? 0) * 0.97);
    const tensors = memory().numTensors;
    learner.step(first, { warmth: 1 });
    learner.losses(first);
    expect(memory().numTensors).toBe(tensors);
  },
  TIMEOUT_MS,
);

it(
  "[T77] the discriminator leaves 1.39 downwards while codes are far from the prior, and its optimiser is its own",
  () => {
    const preset: TrainedPreset = {
      ...common,
      ...{
        kind: "adversarial-autoencoder",
        discriminator: [16],
        rates: { discriminator: 1, generator: 0 },
      },
    };
    const { learner, after } = learn(preset, 30);
    expect(after.discriminator).toBeLessThan(1.2);
    expect(after.generator).toBeGreaterThan(Math.LN2);
    // In a game the last epoch counts: no loss of a player says how good the model is.
    expect(learner.cost(after)).toBeUndefined();
    expect(learner.optimizers).toHaveLength(3);
  },
  TIMEOUT_MS,
);

it(
  "[T77] an encoder that answers passes better than one that does not",
  () => {
    const passing = (generator: number) => {
      const rates = { discriminator: 1, generator };
      const kind = "adversarial-autoencoder";
      return (
        learn({ ...common, kind, discriminator: [16], rates }, 20).after.generator ?? Number.NaN
      );
    };
    expect(passing(1)).toBeLessThan(0.9 * passing(0));
  },
  TIMEOUT_MS,
);

it("[T78] noise is fresh at each draw, of both kinds and many strengths", () => {
  const random = createRandom(2);
  const damage = noisy({ weakest: 0.1, strongest: 0.6 });
  const grey = new Float32Array(2000).fill(0.4);
  const means = Array.from({ length: 40 }, () => {
    const seen = damage(grey, random);
    return seen.reduce((sum, value) => sum + value, 0) / seen.length;
  });
  expect(new Set(means).size).toBe(40);
  expect(means.filter((mean) => mean > 0.6).length).toBeGreaterThan(8);
  expect(means.filter((mean) => mean < 0.6).length).toBeGreaterThan(8);
});
