import { densityScale, reachOf, sampledRows } from "../latent/density.ts";
import { norm } from "../latent/interpolate.ts";
import { nearestRows } from "../latent/nearest.ts";
import { createRandom, gaussianVector } from "../latent/random.ts";
import { type LabelledRows, type Survey, surveyAt } from "../latent/survey.ts";

const DRAWS = 5_000;
const SEED = 9;

/** What can be asked of an embedding when stops are chosen in it. The same data give the same answers. */
export interface Landscape {
  at: (row: number) => Float32Array;
  survey: (z: Float32Array) => Survey;
  /** Row of the datum of a class that lies in the middle of its own kind: all ten neighbours are, and the class mean is near. */
  typical: (label: number) => number;
  /** The row from `from` on of a class among whose ten nearest most are of another. */
  astray: (label: number, among: number, from: number) => number;
  /** Share of rows from `from` on of a class most of whose ten nearest are of another. */
  shareAstray: (label: number, among: number, from: number) => number;
  /** The draw of the prior within `radius` that is farthest from all data. */
  emptiest: (radius: number) => Float32Array;
  /** Share of all data within `radius` of the origin. */
  within: (radius: number) => number;
  /** Share of draws of the prior where data are as good as absent. */
  emptyShare: number;
}

export function createLandscape(data: LabelledRows): Landscape {
  const { values, latentDim, labels } = data;
  const count = labels.length;
  const at = (row: number) => values.slice(row * latentDim, (row + 1) * latentDim);
  const scale = densityScale(sampledRows(data).map((row) => reachOf(data, row)));
  const survey = (z: Float32Array) => surveyAt(data, scale, z);
  const random = createRandom(SEED);
  const draws = Array.from({ length: DRAWS }, () => gaussianVector(random, latentDim));
  const rowsOf = (label: number, from = 0) =>
    Array.from({ length: count - from }, (_, i) => from + i).filter((row) => labels[row] === label);
  const nearest = (z: Float32Array) => nearestRows(data, z, 1)[0]?.distance ?? 0;
  const among = (row: number, label: number) =>
    survey(at(row)).mix.find((part) => part.label === label)?.count ?? 0;

  const meanOf = (label: number) => {
    const rows = rowsOf(label);
    const sum = new Float64Array(latentDim);
    for (const row of rows)
      for (const [d, value] of at(row).entries()) sum[d] = (sum[d] ?? 0) + value;
    return Float32Array.from(sum, (value) => value / rows.length);
  };
  const typical = (label: number) => {
    const around = nearestRows(data, meanOf(label), 2000);
    return mustFind(
      around.find(({ row }) => labels[row] === label && among(row, label) === 10)?.row,
    );
  };
  return {
    at,
    survey,
    typical,
    astray: (label, other, from) =>
      mustFind(
        rowsOf(label, from)
          .map((row) => ({ row, count: among(row, other) }))
          .sort((a, b) => b.count - a.count)[0]?.row,
      ),
    shareAstray(label, other, from) {
      const rows = rowsOf(label, from);
      return rows.filter((row) => among(row, other) > 5).length / rows.length;
    },
    emptiest: (radius) =>
      mustFind(draws.filter((z) => norm(z) <= radius).sort((a, b) => nearest(b) - nearest(a))[0]),
    within: (radius) =>
      Array.from({ length: count }, (_, row) => at(row)).filter((z) => norm(z) <= radius).length /
      count,
    emptyShare: draws.filter((z) => survey(z).density === "empty").length / DRAWS,
  };
}

function mustFind<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("The data hold no such place.");
  return found;
}
