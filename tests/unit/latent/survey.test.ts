import { readFileSync } from "node:fs";

import { expect, it } from "vitest";
import { densityAt, densityScale, reachOf, sampledRows } from "../../../server/latent/density.ts";
import { fromHalf } from "../../../server/latent/half.ts";
import { nearestRows } from "../../../server/latent/nearest.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { surveyAt } from "../../../server/latent/survey.ts";

const rowsOf = (latentDim: number, count: number, seed: number) => ({
  values: gaussianVector(createRandom(seed), latentDim * count),
  latentDim,
});

it.each([1, 3, 16])(
  "[EV1] the nearest rows in %i dimensions are those that sorting all of them gives",
  (dim) => {
    const data = rowsOf(dim, 500, dim);
    for (let seed = 0; seed < 20; seed++) {
      const z = gaussianVector(createRandom(100 + seed), dim);
      const sorted = Array.from({ length: 500 }, (_, row) => {
        const at = data.values.subarray(row * dim, (row + 1) * dim);
        return { row, distance: Math.hypot(...at.map((value, d) => value - (z[d] ?? 0))) };
      }).sort((a, b) => a.distance - b.distance || a.row - b.row);
      const found = nearestRows(data, z, 11);
      expect(found.map(({ row }) => row)).toEqual(sorted.slice(0, 11).map(({ row }) => row));
      for (const [i, { distance }] of found.entries())
        expect(distance).toBeCloseTo(sorted[i]?.distance ?? 0, 5);
    }
  },
);

it("[EV1] of equally near rows the lower comes first; few rows are fewer answers, none are none", () => {
  const values = Float32Array.from([1, -1, 1, -1]);
  expect(
    nearestRows({ values, latentDim: 1 }, new Float32Array(1), 3).map(({ row }) => row),
  ).toEqual([0, 1, 2]);
  expect(nearestRows({ values, latentDim: 1 }, new Float32Array(1), 9)).toHaveLength(4);
  const empty = { values: new Float32Array(0), latentDim: 3, labels: new Uint8Array(0) };
  expect(surveyAt(empty, densityScale([]), new Float32Array(3))).toMatchObject({
    on: null,
    nearest: null,
    mix: [],
    asked: 0,
    density: "empty",
  });
});

it("[EV2] a survey tells the datum here, the mix around it, and its own place does not count", () => {
  // Twelve on a line: class 1 on the left, class 0 on the right.
  const values = Float32Array.from({ length: 12 }, (_, i) => i);
  const labels = Uint8Array.from(values, (value) => (value < 7 ? 1 : 0));
  const data = { values, latentDim: 1, labels };
  const scale = densityScale(sampledRows(data).map((row) => reachOf(data, row)));
  const on = surveyAt(data, scale, Float32Array.of(3));
  expect(on).toMatchObject({ on: 3, nearest: { row: 2, distance: 1 }, asked: 10, origin: 3 });
  expect(on.mix).toEqual([
    { label: 1, count: 6 },
    { label: 0, count: 4 },
  ]);
  expect(surveyAt(data, scale, Float32Array.of(3.25))).toMatchObject({
    on: null,
    nearest: { row: 3, distance: 0.25 },
  });
});

it("[EV3] density is told by quartiles of the data; beyond 99 of 100 it is empty", () => {
  const scale = densityScale(Array.from({ length: 100 }, (_, i) => i + 1));
  expect([25, 26, 75, 76, 99, 99.5].map((reach) => densityAt(scale, reach))).toEqual([
    "dense",
    "usual",
    "usual",
    "thin",
    "thin",
    "empty",
  ]);
});

it.each(["digits-3d", "digits-16d"])(
  "[EV4] of %s the middle of a crowd is dense, the corner of the space is empty, and a look takes under 10 ms",
  (model) => {
    const latentDim = model === "digits-3d" ? 3 : 16;
    const file = (name: string) => new Uint8Array(readFileSync(`server/artifacts/${name}`));
    const values = fromHalf(file(`${model}/embedding.bin`));
    const data = { values, latentDim, labels: file("datasets/digits/labels.bin") };
    const rows = sampledRows(data);
    const reaches = rows.map((row) => reachOf(data, row));
    const scale = densityScale(reaches);
    const densest = rows[reaches.indexOf(Math.min(...reaches))] ?? 0;
    const z = values.slice(densest * latentDim, (densest + 1) * latentDim);
    expect(surveyAt(data, scale, z)).toMatchObject({ on: densest, density: "dense", asked: 10 });
    const corner = surveyAt(data, scale, new Float32Array(latentDim).fill(6));
    expect(corner).toMatchObject({ on: null, density: "empty" });
    const times = Array.from({ length: 15 }, () => {
      const before = performance.now();
      surveyAt(data, scale, z);
      return performance.now() - before;
    }).sort((a, b) => a - b);
    expect(times[7]).toBeLessThan(10);
  },
);
