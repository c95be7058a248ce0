import { type Density, type DensityScale, densityAt, NEIGHBOURS } from "./density.ts";
import { norm } from "./interpolate.ts";
import { type Neighbour, nearestRows, type Rows } from "./nearest.ts";

/** Data with the class of each row. */
export interface LabelledRows extends Rows {
  readonly labels: Uint8Array;
}

/** What is around a latent, in numbers. */
export interface Survey {
  /** The datum that lies exactly here. */
  on: number | null;
  /** The nearest that does not lie exactly here. */
  nearest: Neighbour | null;
  /** Classes of the nearest data, most frequent first; of equals the nearer class. */
  mix: { label: number; count: number }[];
  /** How many were asked: fewer than ten in a small data set. */
  asked: number;
  density: Density;
  /** Distance to the origin, σ; where no prior says what σ is, whoever knows the data puts theirs here (mahalanobis.ts). */
  origin: number;
}

/** Looks around `z`: which classes its nearest data have, how dense they lie, how far everything is. */
export function surveyAt(data: LabelledRows, scale: DensityScale, z: Float32Array): Survey {
  const found = nearestRows(data, z, NEIGHBOURS + 1);
  const here = found[0]?.distance === 0 ? found[0] : null;
  const around = here ? found.slice(1) : found.slice(0, NEIGHBOURS);
  const reach = around.at(-1)?.distance ?? Number.POSITIVE_INFINITY;
  return {
    on: here?.row ?? null,
    nearest: around[0] ?? null,
    mix: mixOf(around.map(({ row }) => data.labels[row] ?? 0)),
    asked: around.length,
    density: densityAt(scale, reach),
    origin: norm(z),
  };
}

function mixOf(labels: readonly number[]): Survey["mix"] {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  // A Map keeps the order of first sight and the sort is stable: equals stay in order of nearness.
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count);
}
