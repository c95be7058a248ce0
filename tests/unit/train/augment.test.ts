import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { augmentImage, dropPixels } from "../../../server/train/batches/augment.ts";
import { epochBatches } from "../../../server/train/batches/batches.ts";
import { dropShare } from "../../../server/train/batches/damage.ts";
import { augmentationAt, learningRateAt, warmthAt } from "../../../server/train/loop/schedule.ts";

const SHAPE = [7, 7, 1] as const;
const NONE = { share: 1, rotation: 0, stretch: 0, shift: 0 };

function dotImage(): Float32Array {
  const pixels = new Float32Array(49);
  pixels[24] = 1;
  return pixels;
}

it("[T16] no bending leaves an image as it is; bending keeps it in 0..1", () => {
  const random = createRandom(1);
  expect(augmentImage(dotImage(), SHAPE, { ...NONE, random })).toEqual(dotImage());
  const bent = augmentImage(dotImage(), SHAPE, { ...NONE, shift: 1, random });
  expect(bent).not.toEqual(dotImage());
  expect(Math.min(...bent)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...bent)).toBeLessThanOrEqual(1);
});

it("[T16] dropped pixels are black, about as many as asked for", () => {
  const kept = dropPixels(new Float32Array(10_000).fill(1), 0.1, createRandom(2));
  const black = kept.filter((value) => value === 0).length;
  expect(black).toBeGreaterThan(850);
  expect(black).toBeLessThan(1150);
});

it("[T17] an epoch shows every image once, in an order that the seed decides", () => {
  const count = 10;
  const images = Float32Array.from(
    { length: count * 49 },
    (_, index) => Math.floor(index / 49) / count,
  );
  const dataset = {
    ...{ id: "x", name: "", source: "", licence: "", classNames: [], count, images },
    imageShape: [7, 7, 1] as [number, number, 1],
    labels: new Uint8Array(count),
  };
  const options = {
    batchSize: 4,
    latentDim: 2,
    augmentation: { ...NONE, share: 0 },
    damage: dropShare(0),
  };
  const run = (seed: number) => [...epochBatches(dataset, { ...options, seed })];
  expect(run(1).map((batch) => batch.count)).toEqual([4, 4, 2]);
  const order = run(1).flatMap(({ image }) => [...image].filter((_, index) => index % 49 === 0));
  expect(order.map((value) => Math.round(value * count)).sort((a, b) => a - b)).toEqual([
    ...Array(count).keys(),
  ]);
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

it("[T18] the step size falls, the KL term warms up, bending fades to nothing", () => {
  expect(learningRateAt(0, 1)).toBe(1);
  expect(learningRateAt(0.5, 1)).toBeCloseTo(0.505, 6);
  expect(learningRateAt(1, 1)).toBeCloseTo(0.01, 6);
  expect([0, 1, 3, 9].map((epoch) => warmthAt(epoch, 3))).toEqual([0.25, 0.5, 1, 1]);
  expect([0, 0.75, 0.875, 1].map(augmentationAt)).toEqual([1, 1, 0.5, 0]);
});
