import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { umapPoints } from "../../../../server/import/space/umap.ts";
import { pointCache } from "../../../../server/import/space/umap-cache.ts";
import { writeSpace } from "../../../../server/import/space/write-space.ts";
import { fromHalf } from "../../../../server/latent/half.ts";
import { nearestRows } from "../../../../server/latent/nearest.ts";
import { createRandom, gaussian } from "../../../../server/latent/random.ts";
import { ARTIFACT_FILES } from "../../../../server/protocol/artifact-files.ts";
import { keepingReport, ownFolder } from "../rows/given-files.ts";

/** Three clusters, by turns, in `dim` dimensions. */
function clusters(count: number, dim: number) {
  const random = createRandom(2);
  const codes = Float32Array.from(
    { length: count * dim },
    (_, i) => 0.2 * gaussian(random) + (Math.floor(i / dim) % 3 === (i % dim) % 3 ? 2 : 0),
  );
  return {
    count,
    dim,
    codes: async (from: number, to: number) => codes.subarray(from * dim, to * dim),
  };
}

/** Mean distance within a cluster over that between two. */
function mixing(points: Float32Array): number {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let a = 0; a < points.length / 3; a += 7)
    for (let b = a + 1; b < points.length / 3; b += 5) {
      const kind = a % 3 === b % 3 ? 0 : 1;
      const square = [0, 1, 2].reduce(
        (sum, i) => sum + ((points[a * 3 + i] as number) - (points[b * 3 + i] as number)) ** 2,
        0,
      );
      sums[kind] = (sums[kind] as number) + Math.sqrt(square);
      counts[kind] = (counts[kind] as number) + 1;
    }
  return (
    (sums[0] as number) / (counts[0] as number) / ((sums[1] as number) / (counts[1] as number))
  );
}

it("[RW25] clusters stay apart, the seed decides, and the next import finds the points again", async () => {
  const rows = clusters(240, 6);
  const folder = await ownFolder();
  const report = keepingReport();
  const options = { seed: 3, report, cache: pointCache(folder) };
  const points = await umapPoints(rows, options);
  expect(mixing(points)).toBeLessThan(0.5);
  for (const axis of [0, 1, 2]) {
    const values = [...points].filter((_, i) => i % 3 === axis);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect([mean, variance]).toEqual([expect.closeTo(0, 4), expect.closeTo(1, 4)]);
  }
  expect(report.lines).toEqual([]);
  expect(await umapPoints(rows, options)).toEqual(points);
  expect(report.lines).toEqual(["UMAP: as fitted before."]);
  const elsewhere = { ...options, cache: pointCache(await ownFolder()) };
  expect(await umapPoints(rows, elsewhere)).toEqual(points);
  expect(await umapPoints(rows, { ...elsewhere, seed: 4 })).not.toEqual(points);
  expect((await readdir(folder)).length).toBe(1);
}, 60_000);

it("[RW25] a cache that cannot be written is done without", async () => {
  const rows = clusters(40, 70);
  const cache = pointCache(join("/dev/null", "nowhere"));
  const points = await umapPoints(rows, { seed: 3, report: keepingReport(), cache });
  expect(points.length).toBe(120);
}, 60_000);

it.each([
  ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ["not a number", (bytes: Buffer) => bytes.fill(0xff)],
])(
  "[RW25] kept points that are damaged are fitted again: %s",
  async (_, damage) => {
    const rows = clusters(40, 70);
    const folder = await ownFolder();
    const options = { seed: 3, report: keepingReport(), cache: pointCache(folder) };
    const points = await umapPoints(rows, options);
    const file = join(folder, (await readdir(folder))[0] as string);
    await writeFile(file, damage(await readFile(file)));
    expect(await umapPoints(rows, options)).toEqual(points);
    expect(options.report.lines).toEqual([]);
  },
  60_000,
);

it("[RW26] of many rows some are fitted and the others placed among them", async () => {
  const rows = clusters(900, 6);
  const options = {
    seed: 3,
    report: keepingReport(),
    cache: pointCache(await ownFolder()),
    fittedMost: 300,
  };
  const points = await umapPoints(rows, options);
  expect(points.length).toBe(2_700);
  expect(points.every(Number.isFinite)).toBe(true);
  expect(mixing(points)).toBeLessThan(0.5);
}, 60_000);

it("[RW26] rows on a ring are placed between their own neighbours", async () => {
  const angle = (row: number) => (2 * Math.PI * row) / 800;
  const codes = Float32Array.from({ length: 800 * 4 }, (_, at) =>
    at % 4 < 2 ? Math.cos(angle(at >> 2) - (Math.PI / 2) * (at % 2)) : 0,
  );
  const rows = {
    ...{ count: 800, dim: 4 },
    codes: async (from: number, to: number) => codes.subarray(from * 4, to * 4),
  };
  const cache = pointCache(await ownFolder());
  const points = await umapPoints(rows, {
    ...{ seed: 3, report: keepingReport(), cache, fittedMost: 200 },
  });
  const near = Array.from(codes.subarray(0, 800), (_, row) =>
    nearestRows({ values: points, latentDim: 3 }, points.subarray(row * 3, row * 3 + 3), 6).filter(
      (other) => Math.min(Math.abs(other.row - row), 800 - Math.abs(other.row - row)) <= 40,
    ),
  );
  expect(near.flat().length / (800 * 6)).toBeGreaterThan(0.95);
}, 60_000);

it("[RW25] the card tells the settings, and points.bin holds the points", async () => {
  const rows = clusters(60, 5);
  const folder = await ownFolder();
  const cache = pointCache(await ownFolder());
  const report = keepingReport();
  const wish = { projection: "umap", seed: 3, report, cache } as const;
  expect(await writeSpace(folder, rows, wish)).toEqual({
    projection: { kind: "umap", neighbours: 15, minDistance: 0.1, seed: 3 },
    points: true,
  });
  const points = fromHalf(await readFile(join(folder, ARTIFACT_FILES.points)));
  const fitted = await umapPoints(rows, { seed: 3, report, cache });
  expect(points.every((value, i) => Math.abs(value - (fitted[i] as number)) < 0.01)).toBe(true);
  const flat = await writeSpace(await ownFolder(), clusters(30, 3), wish);
  expect(flat).toEqual({ projection: { kind: "identity" }, points: false });
  expect(report.lines.at(-1)).toBe("Scatter: the 3 dimensions as they are; UMAP is for more.");
}, 60_000);
