import { expect, it } from "vitest";
import {
  applyLinearMap,
  linearMapOf,
  linearMapValues,
} from "../../../server/degrade/linear-map.ts";
import { addNoise, NOISES } from "../../../server/degrade/noise.ts";
import { createRandom } from "../../../server/latent/random.ts";

it("[T40] noise is clipped and seeded, and a veiled black pixel is .50 ± .36, white in 16 of 100", () => {
  const black = new Float32Array(100_000);
  const noisy = addNoise(black, NOISES.veil, createRandom(1));
  expect(addNoise(black, NOISES.veil, createRandom(1))).toEqual(noisy);
  expect(addNoise(black, NOISES.veil, createRandom(2))).not.toEqual(noisy);
  expect(Math.min(...noisy.slice(0, 1000))).toBe(0);
  expect(Math.max(...noisy.slice(0, 1000))).toBe(1);
  const mean = noisy.reduce((sum, value) => sum + value, 0) / noisy.length;
  const square = noisy.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noisy.length;
  expect(mean).toBeCloseTo(0.5, 2);
  expect(Math.sqrt(square)).toBeCloseTo(0.36, 2);
  expect(noisy.filter((value) => value === 1).length / noisy.length).toBeCloseTo(0.159, 2);
  const none = addNoise(Float32Array.of(0.25, 1), { mean: 0, deviation: 0 }, createRandom(1));
  expect([...none]).toEqual([0.25, 1]);
});

it("[T44] a linear map comes back from its file, and is applied with its bias, clipped", () => {
  const map = { weights: Float32Array.of(0.5, 0.25, 2, 0), bias: Float32Array.of(0.125, 0) };
  const values = linearMapValues(map);
  expect([...values]).toEqual([0.5, 0.25, 0.125, 2, 0, 0]);
  expect(linearMapOf(values)).toEqual(map);
  expect([...applyLinearMap(map, Float32Array.of(1, 0.5))]).toEqual([0.75, 1]);
  expect(() => linearMapOf(new Float32Array(7))).toThrow(/7 numbers are no linear map/);
});
