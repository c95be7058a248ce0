import { expect, it } from "vitest";
import {
  damageImage,
  factorsOf,
  noiseImage,
  partOf,
} from "../../../app/_explorer/bench/compute/damage.ts";
import { meanPool } from "../../../server/degrade/resample.ts";
import { BENCH } from "./bench.ts";

const SHAPE = [8, 8, 1] as const;
const image = Float32Array.from({ length: 64 }, (_, i) => (i % 8) / 7);
const damage = (over: object) => ({ ...BENCH.damage, noise: "none" as const, ...over });

it("[WB8] the same numbers damage the same image in the same way, another seed in another", () => {
  const noisy = damage({ noise: "veil", blur: 0.5, mask: 0.2 });
  const once = damageImage(image, SHAPE, noisy).seen;
  expect(damageImage(image, SHAPE, noisy).seen).toEqual(once);
  expect(damageImage(image, SHAPE, { ...noisy, seed: 8 }).seen).not.toEqual(once);
  // Pinned: a page of another version must not show another image.
  expect([...once.slice(0, 4)].map((v) => v.toFixed(4))).toMatchInlineSnapshot(`
    [
      "0.5863",
      "0.2108",
      "0.2825",
      "0.9640",
    ]
  `);
});

it("[WB8] undamaged is the image itself; noise grows with its level; the mask is black and in the middle", () => {
  expect(damageImage(image, SHAPE, damage({})).seen).toEqual(image);
  const far = (level: number) => {
    const { seen } = damageImage(image, SHAPE, damage({ noise: "zeroMean", level }));
    return seen.reduce((sum, value, i) => sum + Math.abs(value - (image[i] ?? 0)), 0);
  };
  expect(far(0)).toBe(0);
  expect(far(0.5)).toBeGreaterThan(far(0.1));
  const { seen } = damageImage(image, SHAPE, damage({ mask: 0.5 }));
  expect([...seen.slice(3 * 8, 4 * 8)]).toEqual([
    ...image.slice(0, 2),
    0,
    0,
    0,
    0,
    ...image.slice(6, 8),
  ]);
  expect([...seen.slice(0, 8)]).toEqual([...image.slice(0, 8)]);
});

it("[WB8] fewer pixels are what a restorer is given, and what is seen are the same as blocks", () => {
  const { seen, low } = damageImage(image, SHAPE, damage({ factor: 4 }));
  expect(low).toEqual(meanPool(image, SHAPE, 4));
  expect(seen[0]).toBe(low[0]);
  expect(seen[63]).toBe(low[3]);
  expect(factorsOf([28, 28, 1])).toEqual([1, 2, 4]);
  expect(factorsOf([30, 30, 3])).toEqual([1, 2]);
});

it("[WB8] the way to a damage starts undamaged, ends at it, and takes the pixels at the end", () => {
  const whole = damage({ noise: "veil", level: 1, blur: 2, mask: 0.4, factor: 2 });
  expect(damageImage(image, SHAPE, partOf(whole, 0)).seen).toEqual(image);
  expect(partOf(whole, 0.5)).toMatchObject({ level: 0.5, blur: 1, mask: 0.2, factor: 1 });
  expect(partOf(whole, 1)).toEqual(whole);
});

it("[WB8] pure noise stays noise when pixels are taken from it", () => {
  const noise = noiseImage(SHAPE, damage({ factor: 4 }));
  const low = meanPool(noise, SHAPE, 4);
  // Each pixel that is left is one that was drawn, not a mean of many.
  for (const [i, at] of [0, 4, 32, 36].entries()) expect(low[i]).toBeCloseTo(noise[at] ?? -1, 6);
  expect(new Set(low).size).toBe(4);
});
