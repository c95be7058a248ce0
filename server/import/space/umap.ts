import { setImmediate } from "node:timers/promises";
import { UMAP } from "umap-js";
import { createRandom } from "../../latent/random.ts";
import type { Report } from "../report.ts";
import { rowsAtOnce } from "../rows/bounds.ts";
import { spreadRows } from "../rows/spread-rows.ts";
import { createMoments } from "./moments.ts";
import { along, principalComponents } from "./principal.ts";
import { sampleCodes } from "./sample.ts";
import type { SpaceRows } from "./space-rows.ts";
import { standardise } from "./standardise.ts";
import { createKey, type PointCache } from "./umap-cache.ts";

/** McInnes et al. 2018, the defaults of their own program. */
export const UMAP_SETTINGS = { neighbours: 15, minDistance: 0.1 } as const;

/** Fitting takes a millisecond a row and more; the others are placed among those that were fitted. */
const FITTED_MAX = 10_000;
/** Neighbours are found among so many principal components at most, as is usual: in more dimensions all are far apart. */
const DIMENSIONS_MAX = 50;
/** umap-js takes a set as large as the fitted one for the fitted one: placed ones come in smaller parts. */
const PLACED_AT_ONCE = 1_000;

interface UmapOptions {
  seed: number;
  report: Report;
  cache: PointCache;
  /** Of more rows some are placed among those that are fitted. */
  fittedMost?: number;
}

/** xyz of each row by UMAP, mean 0 and spread 1 along each axis. */
export async function umapPoints(rows: SpaceRows, options: UmapOptions): Promise<Float32Array> {
  const { seed, report, cache } = options;
  const key = await keyOf(rows, seed);
  const kept = await cache.read(key);
  if (kept !== null && kept.length === rows.count * 3) {
    report.line("UMAP: as fitted before.");
    return kept;
  }
  const points = spreadOut(await fitAndPlace(rows, options));
  await cache.write(key, points);
  return points;
}

async function keyOf({ codes, count, dim }: SpaceRows, seed: number): Promise<string> {
  const key = createKey({ ...UMAP_SETTINGS, seed, dim, FITTED_MAX, DIMENSIONS_MAX });
  const step = rowsAtOnce(dim);
  for (let from = 0; from < count; from += step)
    key.add(await codes(from, Math.min(count, from + step)));
  return key.result();
}

async function fitAndPlace(
  rows: SpaceRows,
  { seed, report, fittedMost = FITTED_MAX }: UmapOptions,
): Promise<Float32Array> {
  const { count, dim } = rows;
  const reduce = await reducer(rows, seed);
  const isFitted = new Set(spreadRows(count, fittedMost, seed));
  const fitted: number[][] = [];
  const others: number[] = [];
  const places: number[] = [];
  const step = rowsAtOnce(dim);
  const otherVectors: number[][] = [];
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step);
    for (const [place, vector] of reduce(await rows.codes(from, to)).entries()) {
      const row = from + place;
      if (isFitted.has(row)) places.push(row);
      else others.push(row);
      (isFitted.has(row) ? fitted : otherVectors).push(vector);
    }
  }
  const points = new Float32Array(count * 3);
  const umap = await fitUmap(fitted, { seed, report });
  for (const [place, point] of umap.getEmbedding().entries())
    points.set(point, (places[place] as number) * 3);
  for (let from = 0; from < others.length; from += PLACED_AT_ONCE) {
    report.progress("UMAP: placing the other rows", from, others.length);
    await setImmediate();
    const placed = umap.transform(otherVectors.slice(from, from + PLACED_AT_ONCE));
    for (const [place, point] of placed.entries())
      points.set(point, (others[from + place] as number) * 3);
  }
  return points;
}

async function fitUmap(
  vectors: number[][],
  { seed, report }: Pick<UmapOptions, "seed" | "report">,
): Promise<UMAP> {
  const umap = new UMAP({
    nComponents: 3,
    nNeighbors: Math.min(UMAP_SETTINGS.neighbours, vectors.length - 1),
    minDist: UMAP_SETTINGS.minDistance,
    random: createRandom(seed),
  });
  report.progress("UMAP: finding neighbours", 0, vectors.length);
  await setImmediate();
  const epochs = umap.initializeFit(vectors);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    report.progress("UMAP: fitting", epoch + 1, epochs);
    // So that Ctrl-C is heard.
    await setImmediate();
  }
  return umap;
}

/** Few dimensions as they are, more along the first principal components. */
async function reducer(
  rows: SpaceRows,
  seed: number,
): Promise<(codes: Float32Array) => number[][]> {
  const { dim } = rows;
  if (dim <= DIMENSIONS_MAX) return (codes) => vectorsOf(codes, dim);
  const principal = principalComponents(
    { values: await sampleCodes(rows, seed), dim },
    DIMENSIONS_MAX,
    seed,
  );
  return (codes) => vectorsOf(along(principal, codes), DIMENSIONS_MAX);
}

const vectorsOf = (values: Float32Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) =>
    Array.from(values.subarray(row * width, (row + 1) * width)),
  );

/** As wide as a standardised cloud, whatever the units of a fit. */
function spreadOut(points: Float32Array): Float32Array {
  const moments = createMoments(3);
  moments.add(points);
  const { mean, std } = moments.result();
  return standardise(points, { mean, std: std.map((value) => value || 1) });
}
