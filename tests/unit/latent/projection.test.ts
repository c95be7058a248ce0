import { expect, it } from "vitest";
import { dot } from "../../../server/latent/interpolate.ts";
import {
  type LatentProjection,
  moveTo,
  project,
  projectAll,
} from "../../../server/latent/projection.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";

/** Three random orthonormal rows by Gram–Schmidt. */
function orthonormal(dim: number, seed: number): number[][] {
  const random = createRandom(seed);
  const rows: Float32Array[] = [];
  while (rows.length < 3) {
    let row = gaussianVector(random, dim);
    for (const other of rows) {
      const along = dot(row, other);
      row = row.map((value, d) => value - along * (other[d] ?? 0));
    }
    const length = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / length));
  }
  return rows.map((row) => [...row]);
}

const pca: LatentProjection = {
  kind: "pca",
  mean: [...gaussianVector(createRandom(2), 16)],
  components: orthonormal(16, 1),
};

it("[L5] moving in the scatter lands exactly on the target and leaves everything outside its plane alone", () => {
  const z = gaussianVector(createRandom(5), 16);
  const moved = moveTo(pca, z, [1, -2, 0.5]);
  const landed = project(pca, moved);
  for (const [axis, want] of [1, -2, 0.5].entries()) expect(landed[axis]).toBeCloseTo(want, 5);
  // The change lies in the span of the three rows: taking their parts out leaves nothing.
  const change = moved.map((value, d) => value - (z[d] ?? 0));
  let rest = change;
  for (const row of pca.components) {
    const along = dot(change, Float32Array.from(row));
    rest = rest.map((value, d) => value - along * (row[d] ?? 0));
  }
  expect(Math.sqrt(dot(rest, rest))).toBeLessThan(1e-5);
});

it("[L5] identity shows the latent itself", () => {
  const z = new Float32Array([0.1, 0.2, 0.3]);
  expect(project({ kind: "identity" }, z)).toEqual([...z]);
  expect([...moveTo({ kind: "identity" }, z, [1, 2, 3])]).toEqual([1, 2, 3]);
});

it("[L6] projectAll agrees with project row by row", () => {
  const embedding = gaussianVector(createRandom(9), 16 * 7);
  const points = projectAll(pca, embedding, 16);
  expect(points.length).toBe(21);
  for (let i = 0; i < 7; i++) {
    const row = project(pca, embedding.slice(i * 16, (i + 1) * 16));
    expect([...points.slice(i * 3, i * 3 + 3)]).toEqual(row.map(Math.fround));
  }
});
