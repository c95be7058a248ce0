import type { Rows } from "../../latent/nearest.ts";
import { createRandom } from "../../latent/random.ts";
import type { Report } from "../report.ts";
import { rowsAtOnce } from "../rows/bounds.ts";
import { spreadRows } from "../rows/spread-rows.ts";
import { createMoments } from "./moments.ts";
import { along, principalComponents } from "./principal.ts";
import { sampleCodes } from "./sample.ts";
import type { SpaceRows } from "./space-rows.ts";
import { standardise } from "./standardise.ts";
import { createTurns } from "./turns.ts";
import { createKey, type PointCache } from "./umap-cache.ts";
import { placesAmong, placesOf, UMAP_SETTINGS } from "./umap-places.ts";

/** Fitting takes a millisecond a row and more; the others are placed among those that were fitted. */
const FITTED_MAX = 10_000;
/** Neighbours are found among so many principal components at most, as is usual: in more dimensions all are far apart. */
const DIMENSIONS_MAX = 50;
/** Of this program: points of an older one are fitted again. */
const VERSION = 2;

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
  const key = createKey({ ...UMAP_SETTINGS, seed, dim, FITTED_MAX, DIMENSIONS_MAX, VERSION });
  const step = rowsAtOnce(dim);
  for (let from = 0; from < count; from += step)
    key.add(await codes(from, Math.min(count, from + step)));
  return key.result();
}

/** All rows' places, in the units of the fit. */
async function fitAndPlace(
  rows: SpaceRows,
  { seed, report, fittedMost = FITTED_MAX }: UmapOptions,
): Promise<Float32Array> {
  const fitted = spreadRows(rows.count, fittedMost, seed);
  const isFitted = new Set(fitted);
  const others = Uint32Array.from({ length: rows.count }, (_, row) => row).filter(
    (row) => !isFitted.has(row),
  );
  const vectors = await reduced(rows, seed);
  const way = { random: createRandom(seed), turn: createTurns(report) };
  const known = pick(vectors, fitted);
  const among = await placesOf(known, { ...way, seed });
  const placed = await placesAmong({ known, among, asked: pick(vectors, others) }, way);
  const points = new Float32Array(rows.count * 3);
  for (const [at, row] of fitted.entries()) points.set(among.subarray(at * 3, at * 3 + 3), row * 3);
  for (const [at, row] of others.entries())
    points.set(placed.subarray(at * 3, at * 3 + 3), row * 3);
  return points;
}

/** All rows in few dimensions: as they are, or more along the first principal components. */
async function reduced(rows: SpaceRows, seed: number): Promise<Rows> {
  const { dim, count } = rows;
  const latentDim = Math.min(dim, DIMENSIONS_MAX);
  const principal =
    dim > latentDim &&
    principalComponents({ values: await sampleCodes(rows, seed), dim }, latentDim, seed);
  const values = new Float32Array(count * latentDim);
  const step = rowsAtOnce(dim);
  for (let from = 0; from < count; from += step) {
    const codes = await rows.codes(from, Math.min(count, from + step));
    values.set(principal ? along(principal, codes) : codes, from * latentDim);
  }
  return { values, latentDim };
}

function pick({ values, latentDim }: Rows, rows: Uint32Array): Rows {
  const picked = new Float32Array(rows.length * latentDim);
  for (const [place, row] of rows.entries())
    picked.set(values.subarray(row * latentDim, (row + 1) * latentDim), place * latentDim);
  return { values: picked, latentDim };
}

/** As wide as a standardised cloud, whatever the units of a fit. */
function spreadOut(points: Float32Array): Float32Array {
  const moments = createMoments(3);
  moments.add(points);
  const { mean, std } = moments.result();
  return standardise(points, { mean, std: std.map((value) => value || 1) });
}
