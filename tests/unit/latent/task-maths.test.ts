import { expect, it } from "vitest";
import {
  distanceBetween,
  distanceToBisector,
  meanOf,
  nearestOfClass,
  rowsOfClass,
} from "../../../server/latent/classes.ts";
import { imageDistance, largestJump } from "../../../server/latent/jump.ts";
import { alongPrincipalAxis, chainOf } from "../../../server/latent/order.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { clustersWithin, meanPairwiseDistance } from "../../../server/latent/spread.ts";

const at = (...values: number[]) => Float32Array.from(values);
const data = {
  values: at(0, 0, 4, 0, 0, 3, 10, 10),
  labels: Uint8Array.from([0, 1, 1, 2]),
  latentDim: 2,
};

it("[WT7] the nearest datum of a class is named by its row in all the data", () => {
  const ones = rowsOfClass(data, 1);
  expect(nearestOfClass(ones, at(0, 1))).toEqual({ row: 2, distance: 2 });
  expect(nearestOfClass(ones, at(4, 3))).toEqual({ row: 1, distance: 3 });
  expect(nearestOfClass(rowsOfClass(data, 7), at(0, 0))).toBeNull();
});

it("[WT7] the mean of a class is its middle", () => {
  expect([...meanOf(rowsOfClass(data, 1))]).toEqual([2, 1.5]);
  expect([...meanOf(rowsOfClass(data, 7))]).toEqual([0, 0]);
});

it("[WT7] the boundary between two data is the plane half way: by hand, by its definition, and on it zero", () => {
  // a at the origin, b at (4, 0): the plane is x = 2.
  expect(distanceToBisector(at(0, 0), at(0, 0), at(4, 0))).toBe(2);
  expect(distanceToBisector(at(5, 9), at(0, 0), at(4, 0))).toBe(3);
  expect(distanceToBisector(at(2, -7), at(0, 0), at(4, 0))).toBe(0);
  expect(distanceToBisector(at(2, 2), at(1, 1), at(1, 1))).toBe(0);
  const random = createRandom(3);
  for (let i = 0; i < 50; i++) {
    const [z, a, b] = [0, 1, 2].map(() => gaussianVector(random, 16)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const [za, zb, ab] = [distanceBetween(z, a), distanceBetween(z, b), distanceBetween(a, b)];
    expect(distanceToBisector(z, a, b)).toBeCloseTo(Math.abs(za ** 2 - zb ** 2) / (2 * ab), 4);
  }
});

it("[WT7] the spread of a 3-4-5 triangle is 4; one answer has none", () => {
  expect(meanPairwiseDistance([at(0, 0), at(3, 0), at(0, 4)])).toBe(4);
  expect(meanPairwiseDistance([at(1, 1)])).toBeNull();
});

it("[WT7] answers cluster where steps within reach join them, however long the chain", () => {
  const points = [at(0), at(10), at(1), at(2), at(11), at(30)];
  expect(clustersWithin(points, 1)).toEqual([[0, 2, 3], [1, 4], [5]]);
  expect(clustersWithin(points, 0.5)).toHaveLength(6);
  expect(clustersWithin(points, 100)).toEqual([[0, 1, 2, 3, 4, 5]]);
});

it("[WT7] clusters are the components of the graph of near pairs", () => {
  const random = createRandom(9);
  const points = Array.from({ length: 60 }, () => gaussianVector(random, 3));
  const found = clustersWithin(points, 0.6);
  // Union by repainting: slow, and plainly right.
  let paint = points.map((_, i) => i);
  for (const [i, a] of points.entries())
    for (const [j, b] of points.entries()) {
      const [from, to] = [paint[j], paint[i] as number];
      if (distanceBetween(a, b) <= 0.6) paint = paint.map((hue) => (hue === from ? to : hue));
    }
  expect(found).toHaveLength(new Set(paint).size);
  for (const cluster of found) expect(new Set(cluster.map((i) => paint[i])).size).toBe(1);
});

it("[WT8] the chain goes on to the nearest that is left, and holds everyone once", () => {
  const places = [0, 10, 1, 11, 2];
  const away = (a: number, b: number) => Math.abs((places[a] ?? 0) - (places[b] ?? 0));
  expect(chainOf(5, away)).toEqual([0, 2, 4, 1, 3]);
  expect(chainOf(5, away, 3)).toEqual([3, 1, 4, 2, 0]);
  expect(chainOf(0, away)).toEqual([]);
  expect(chainOf(3, () => Number.NaN)).toEqual([0, 1, 2]);
});

it("[WT8] places lie along the direction in which they vary most", () => {
  // On the line (1, 2) at t = 0, 3, 1, with a little noise across it.
  const points = [at(0.01, 0), at(3, 6.01), at(1, 2)];
  const along = alongPrincipalAxis(points);
  const order = [...points.keys()].sort((a, b) => (along[a] ?? 0) - (along[b] ?? 0));
  expect(order).toEqual([0, 2, 1]);
  expect((along[1] ?? 0) - (along[0] ?? 0)).toBeCloseTo(Math.hypot(3, 6), 1);
  expect(alongPrincipalAxis([])).toEqual([]);
  expect(alongPrincipalAxis([at(1, 1), at(1, 1)])).toEqual([0, 0]);
});

it("[WT7] a jump is the root mean square of pixels: black to white is 1, and the largest is named", () => {
  const [black, grey, white] = [0, 51, 255].map((value) => new Uint8Array(4).fill(value));
  expect(imageDistance(black as Uint8Array, white as Uint8Array)).toBe(1);
  expect(imageDistance(Uint8Array.from([0, 0]), Uint8Array.from([255, 0]))).toBeCloseTo(
    Math.SQRT1_2,
    4,
  );
  const film = [black, grey, grey, white].map((frame) => frame as Uint8Array);
  expect(largestJump(film)).toEqual({ jump: 0.8, at: 3 });
  expect(largestJump([])).toEqual({ jump: 0, at: 0 });
});
