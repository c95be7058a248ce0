import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkSpace } from "../../../../server/import/space/check-space.ts";
import { createMoments } from "../../../../server/import/space/moments.ts";
import { principalComponents } from "../../../../server/import/space/principal.ts";
import { countCut, floored, standardise } from "../../../../server/import/space/standardise.ts";
import { writeSpace } from "../../../../server/import/space/write-space.ts";
import { fromHalf } from "../../../../server/latent/half.ts";
import { createRandom, gaussian } from "../../../../server/latent/random.ts";
import { fitPca } from "../../../../server/model/pca.ts";
import { ARTIFACT_FILES } from "../../../../server/protocol/artifact-files.ts";
import { givenFile, keepingReport, openGiven, ownFolder } from "../rows/given-files.ts";
import { floatFile } from "../rows/npy-file.ts";

/** Rows of N(0, 1) whose dimension d is stretched by `scales[d]`. */
function cloud(count: number, scales: readonly number[], seed = 1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from(
    { length: count * scales.length },
    (_, i) => gaussian(random) * (scales[i % scales.length] ?? 1),
  );
}

const inMemory = (codes: Float32Array, dim: number) => ({
  ...{ count: codes.length / dim, dim },
  codes: async (from: number, to: number) => codes.subarray(from * dim, to * dim),
});

it("[RW20] mean and spread are exact beside large numbers, block by block or at once", () => {
  const values = Float32Array.from(
    { length: 9_000 },
    (_, i) => (i % 3 === 0 ? 4_000_000 : 0) + (i % 2),
  );
  const moments = createMoments(3);
  moments.add(values.subarray(0, 3_000));
  moments.add(values.subarray(3_000));
  const { mean, std } = moments.result();
  expect([...mean]).toEqual([4_000_000.5, 0.5, 0.5].map((value) => expect.closeTo(value, 6)));
  expect([...std]).toEqual([0.5, 0.5, 0.5].map((value) => expect.closeTo(value, 6)));
});

it("[RW21] a dimension that does not vary stays small", () => {
  const std = floored(Float64Array.of(2, 0, 1e-12, 1e-3));
  expect([...std]).toEqual([2, 2e-6, 2e-6, 1e-3]);
  const codes = standardise(Float32Array.of(3, 5, 5 + 5e-7, 5), {
    mean: Float64Array.of(1, 5, 5, 5),
    std,
  });
  expect(codes.every((code) => Math.abs(code) <= 1)).toBe(true);
});

it("[RW21] collapsed and repeated dimensions are told of, counted from one", () => {
  const dim = 20;
  const rows = cloud(
    500,
    Array.from({ length: dim }, (_, d) => (d === 3 ? 1e-4 : 1)),
  );
  for (let row = 0; row < 500; row++) {
    rows[row * dim + 7] = 3 - 2 * (rows[row * dim + 1] as number);
    rows[row * dim + 9] = rows[row * dim + 1] as number;
  }
  const moments = createMoments(dim);
  moments.add(rows);
  expect(checkSpace(moments.result().std, rows)).toEqual([
    "Dimension 4 hardly varies: moving along it may show nothing.",
    "Dimensions 2 and 8, 2 and 10 tell the same (|r| > 0.9999).",
  ]);
  expect(checkSpace(new Float64Array(dim).fill(1), cloud(500, new Array(dim).fill(1)))).toEqual([]);
  const many = new Float64Array(40).fill(1).fill(0, 0, 15);
  expect(checkSpace(many, cloud(10, new Array(40).fill(1)))[0]).toBe(
    "Dimensions 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 5 more hardly vary: moving along them may show nothing.",
  );
});

it("[RW21] rows that are all the same are refused", async () => {
  const latents = await givenFile("z.npy", floatFile([3, 2], [1, 2, 1, 2, 1, 2]));
  await expect(openGiven({ latents }, { dim: 2 })).rejects.toThrow(
    "All rows of the latents are the same",
  );
});

it("[RW22] rows are cut at ±8 σ, and told how many", async () => {
  const raw = cloud(2_000, [1, 1]);
  raw.set([900, 0, 0, -700]);
  const moments = createMoments(2);
  moments.add(raw);
  const codes = standardise(raw, moments.result());
  expect([codes[0], codes[3], countCut(codes, 2)]).toEqual([8, -8, 2]);
  const report = keepingReport();
  await writeSpace(await ownFolder(), inMemory(codes, 2), { projection: "auto", seed: 1, report });
  expect(report.lines).toEqual([
    "Latents: 2 rows lie beyond 8 σ and are cut to it, as cursors are.",
  ]);
});

it.each([8, 64, 200])(
  "[RW23] of %d dimensions the first components are those of a full decomposition",
  (dim) => {
    const values = cloud(
      600,
      Array.from({ length: dim }, (_, d) => (d < 4 ? 6 - d : 1)),
    );
    const { components, share, mean } = principalComponents({ values, dim }, 3, 5);
    const full = fitPca({ values, count: 600, dim }, 3);
    for (const [axis, component] of components.entries()) {
      const exact = full.components[axis] as Float64Array;
      const dot = component.reduce((sum, value, d) => sum + value * (exact[d] as number), 0);
      expect(Math.abs(dot)).toBeGreaterThan(0.9999);
      expect(Math.max(...component)).toBeGreaterThan(-Math.min(...component));
      expect(share[axis]).toBeCloseTo((full.variance[axis] as number) / full.totalVariance, 6);
      for (const [other, second] of components.entries()) {
        const product = component.reduce((sum, value, d) => sum + value * (second[d] as number), 0);
        expect(product).toBeCloseTo(other === axis ? 1 : 0, 9);
      }
    }
    expect(mean[0]).toBeCloseTo(full.mean[0] as number, 6);
  },
);

it("[RW23] directions of equal variance, and of fewer than there are rows, are still orthonormal", () => {
  for (const count of [3, 2_000]) {
    const { components } = principalComponents(
      { values: cloud(count, new Array(40).fill(1)), dim: 40 },
      3,
      1,
    );
    const [a, b] = components as [Float64Array, Float64Array];
    expect(a.reduce((sum, value, d) => sum + value * (b[d] as number), 0)).toBeCloseTo(0, 9);
    expect(a.every(Number.isFinite)).toBe(true);
  }
});

it("[RW24] three dimensions are seen as they are, more by PCA, and the embedding is half precision", async () => {
  const report = keepingReport();
  const options = { projection: "auto", seed: 1, report } as const;
  const three = await writeSpace(await ownFolder(), inMemory(cloud(50, [1, 1, 1]), 3), options);
  expect(three).toEqual({ projection: { kind: "identity" }, points: false });
  const folder = await ownFolder();
  const codes = cloud(400, [2, 1.3, 0.7, 0.3, 0.1]);
  const five = await writeSpace(folder, inMemory(codes, 5), options);
  expect(five).toMatchObject({ points: false, projection: { kind: "pca" } });
  const written = fromHalf(await readFile(join(folder, ARTIFACT_FILES.embedding)));
  expect(written.length).toBe(2_000);
  expect(written.every((value, i) => Math.abs(value - (codes[i] as number)) < 0.01)).toBe(true);
  expect(report.lines.at(-1)).toMatch(
    /^Scatter: the first three principal components \(6\d %, 2\d %, \d % of/,
  );
});

it("[RW24] beside a large embedding lie the points of all rows", async () => {
  const dim = 64;
  const codes = cloud(70_000, new Array(dim).fill(1));
  const folder = await ownFolder();
  const report = keepingReport();
  const { points, projection } = await writeSpace(folder, inMemory(codes, dim), {
    projection: "auto",
    seed: 1,
    report,
  });
  expect(points).toBe(true);
  const xyz = fromHalf(await readFile(join(folder, ARTIFACT_FILES.points)));
  expect(xyz.length).toBe(210_000);
  const { components, mean } = projection as { components: number[][]; mean: number[] };
  const row = 69_999;
  for (const [axis, component] of components.entries()) {
    const place = component.reduce(
      (sum, weight, d) => sum + weight * ((codes[row * dim + d] as number) - (mean[d] as number)),
      0,
    );
    expect(xyz[row * 3 + axis]).toBeCloseTo(place, 2);
  }
}, 60_000);
