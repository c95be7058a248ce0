import { expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { scoreDiscriminator } from "../../../server/train/figures/discriminator.ts";
import { lessonFigures } from "../../../server/train/figures/lesson.ts";
import { priorDistances } from "../../../server/train/figures/prior-distance.ts";

it("[T79] draws of N(0, I) are as near to the prior as other draws, codes elsewhere are not", () => {
  const draws = gaussianVector(createRandom(4), 600);
  const near = priorDistances(draws, { latentDim: 2, seed: 1 });
  expect(near.codes).toBeLessThan(4 * near.fresh);
  expect(near.fresh).toBeGreaterThan(0);
  const far = priorDistances(
    draws.map((value) => value + 1),
    { latentDim: 2, seed: 1 },
  );
  expect(far.codes).toBeGreaterThan(20 * near.fresh);
});

it("[T80] a discriminator that cannot tell loses 2·ln 2", async () => {
  const blind = async (z: Float32Array) => new Float32Array(z.length / 2);
  const codes = new Float32Array(20);
  const { metrics, baselines } = await scoreDiscriminator(blind, { codes, latentDim: 2, seed: 1 });
  expect(metrics.discriminatorLoss).toBeCloseTo(1.3863, 4);
  expect(baselines["blind.discriminatorLoss"]).toBeCloseTo(1.3863, 4);
});

it("[T81] the lesson counts .701 nats for σ = .1, the truth is 1.808", () => {
  const logVar = Float32Array.of(2 * Math.log(0.1));
  const figures = lessonFigures({
    images: Float32Array.of(1, 0),
    sampled: Float32Array.of(0.5, 0),
    held: { mean: Float32Array.of(0), logVar },
    ...{ size: 2, klNats: 1.8076 },
  });
  expect(figures.lessonLoss).toBeCloseTo(0.25 + 0.7013, 3);
  expect(figures.squaredErrorTotal).toBeCloseTo(0.25 + 1.8076, 3);
});
