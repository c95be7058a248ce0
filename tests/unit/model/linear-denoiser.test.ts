import { expect, it } from "vitest";
import { applyLinearMap } from "../../../server/degrade/linear-map.ts";
import { meanSquaredError } from "../../../server/degrade/measures.ts";
import { addNoise, clippedMoments, NOISES, unveil } from "../../../server/degrade/noise.ts";
import { eachImage } from "../../../server/degrade/shape.ts";
import { createRandom } from "../../../server/latent/random.ts";
import { fitLinearDenoiser } from "../../../server/model/linear-denoiser.ts";

it.each(Object.entries(NOISES))(
  "[T48] mean and variance of a clipped noisy pixel are what many draws have: %s",
  (_, noise) => {
    for (const pixel of [0, 0.3, 1]) {
      const drawn = addNoise(new Float32Array(200_000).fill(pixel), noise, createRandom(4));
      const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
      const square = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
      const exact = clippedMoments(pixel, noise);
      expect(exact.mean).toBeCloseTo(mean, 2);
      expect(exact.variance).toBeCloseTo(square, 2);
    }
    expect(clippedMoments(0.7, { mean: 0.5, deviation: 0 })).toEqual({ mean: 1, variance: 0 });
  },
);

/** Images of four pixels that lie on a line: the others can be told from one another. */
function makeRows(count: number, seed: number) {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: count * 4 }, () => 0);
  for (let row = 0; row < count; row++) {
    const ink = random() < 0.5 ? 0 : random();
    values.set([ink, 1 - ink, ink / 2, 0], row * 4);
  }
  return { values, count, dim: 4 };
}

it("[T48] the linear denoiser is the best affine map: no step away from it is better on fresh noise", () => {
  const rows = makeRows(4_000, 1);
  const map = fitLinearDenoiser(rows, NOISES.veil);
  const noisy = addNoise(rows.values, NOISES.veil, createRandom(5));
  // Without the clipping of the result, which is no part of the fit.
  const errorOf = ({ weights, bias }: typeof map) => {
    let sum = 0;
    for (let at = 0; at < noisy.length; at += 4)
      for (let i = 0; i < 4; i++) {
        let guess = bias[i] ?? 0;
        for (let j = 0; j < 4; j++) guess += (weights[i * 4 + j] ?? 0) * (noisy[at + j] ?? 0);
        sum += (guess - (rows.values[at + i] ?? 0)) ** 2;
      }
    return sum / noisy.length;
  };
  const best = errorOf(map);
  expect(best).toBeLessThan(meanSquaredError(rows.values, unveil(noisy, NOISES.veil)) / 3);
  for (let at = 0; at < 16; at++)
    for (const step of [-0.15, 0.15]) {
      const other = { ...map, weights: map.weights.slice() };
      other.weights[at] = (other.weights[at] ?? 0) + step;
      expect(errorOf(other)).toBeGreaterThan(best);
    }
  for (let at = 0; at < 4; at++) {
    const other = { ...map, bias: map.bias.map((b, i) => (i === at ? b + 0.1 : b)) };
    expect(errorOf(other)).toBeGreaterThan(best);
  }
  const clipped = eachImage(noisy, 4, (image) => applyLinearMap(map, image));
  expect(meanSquaredError(rows.values, clipped)).toBeLessThanOrEqual(best);
});
