import { expect, it } from "vitest";
import {
  crossEntropy,
  meanSquaredError,
  peakSignalToNoise,
} from "../../../server/degrade/measures.ts";
import { compareFigures } from "../../../server/train/figures/compare.ts";
import { meanKlPerDimension } from "../../../server/train/figures/measures.ts";
import { neighbourAccuracy } from "../../../server/train/figures/neighbours.ts";

it("[T19] figures by hand: ΣBCE, MSE, PSNR, KL", () => {
  const images = Float32Array.of(1, 0, 0.5, 1);
  const others = Float32Array.of(0.8, 0.1, 0.5, 1);
  const nats = -Math.log(0.8) - Math.log(0.9) + Math.LN2;
  expect(crossEntropy(images, others, { size: 2 })).toBeCloseTo(nats / 2, 5);
  expect(
    crossEntropy(Float32Array.of(1), Float32Array.of(0), { size: 1, floor: 0.001 }),
  ).toBeCloseTo(-Math.log(0.001), 6);
  expect(meanSquaredError(images, others)).toBeCloseTo((0.04 + 0.01) / 4, 6);
  expect(peakSignalToNoise(0.01)).toBeCloseTo(20, 6);
  const codes = { mean: Float32Array.of(0, 1), logVar: Float32Array.of(2 * Math.log(0.1), 0) };
  const [narrow, shifted] = meanKlPerDimension(codes, 2);
  expect(narrow).toBeCloseTo(1.8076, 4);
  expect(shifted).toBeCloseTo(0.5, 6);
});

it("[T20] the majority among the k nearest wins; in a tie the class with the nearer members", () => {
  const known = { codes: Float32Array.of(0, 1, 2, 10, 11), labels: Uint8Array.of(0, 1, 1, 2, 2) };
  const accuracy = (code: number, label: number, k: number) =>
    neighbourAccuracy(
      known,
      { codes: Float32Array.of(code), labels: Uint8Array.of(label) },
      { k, dim: 1 },
    );
  expect(accuracy(0, 0, 1)).toBe(1);
  expect(accuracy(0, 1, 3)).toBe(1);
  expect(accuracy(0, 0, 2)).toBe(1);
  expect(accuracy(10.4, 2, 2)).toBe(1);
  expect(accuracy(10.4, 1, 2)).toBe(0);
});

it("[T21] a figure beyond its tolerance, or no number, differs from the card", () => {
  const metrics: Record<string, number> = {
    ...{ reconstructionNats: 120, klNats: 9, negativeElbo: 131, mse: 0.03, psnr: 15, knn10: 0.9 },
  };
  const baselines = { "pca.reconstructionNats": 160, "pca.mse": 0.05, "pca.psnr": 13 };
  const card = { metrics, baselines, klPerDimension: [3, 3, 3] };
  const differing = (changed: Record<string, number>, klPerDimension = card.klPerDimension) =>
    compareFigures(card, { ...card, metrics: { ...metrics, ...changed }, klPerDimension })
      .filter(({ equal }) => !equal)
      .map(({ figure }) => figure);
  expect(compareFigures(card, card)).toHaveLength(12);
  expect(differing({ negativeElbo: 131.1, knn10: 0.902 })).toEqual([]);
  expect(differing({ negativeElbo: 131.2 })).toEqual(["negativeElbo"]);
  expect(differing({ knn10: 0.896 })).toEqual(["knn10"]);
  expect(differing({ klNats: Number.NaN })).toEqual(["klNats"]);
  expect(differing({}, [3, 3])).toEqual(["klPerDimension[2]"]);
});
