import { nearestRows, type Rows } from "./nearest.ts";
import { percentile } from "./percentile.ts";

export type Density = "dense" | "usual" | "thin" | "empty";

/** Neighbours that are asked; as many as the 10-NN figure of a model card. */
export const NEIGHBOURS = 10;
/** Rows whose neighbourhoods set the scale: enough for quartiles, few enough for one press of a key. */
const SAMPLE = 160;
/** Farther from its neighbours than this share of all data lies nothing that the model was shown. */
const EMPTY_SHARE = 0.99;

/** Distances of data to their tenth neighbour, in σ: what “dense” and “thin” mean in this model. */
export interface DensityScale {
  dense: number;
  thin: number;
  empty: number;
}

/** The rows whose neighbourhoods set the scale, spread evenly over the data. */
export function sampledRows({ values, latentDim }: Rows): number[] {
  const count = Math.floor(values.length / latentDim);
  const sampled = Math.min(SAMPLE, count);
  return Array.from({ length: sampled }, (_, i) => Math.floor((i * count) / sampled));
}

/** Distance of a datum to the tenth of the others. */
export function reachOf(data: Rows, row: number): number {
  const z = data.values.subarray(row * data.latentDim, (row + 1) * data.latentDim);
  return nearestRows(data, z, NEIGHBOURS + 1).at(-1)?.distance ?? 0;
}

/** The scale of data whose sampled rows have these reaches. */
export function densityScale(reaches: readonly number[]): DensityScale {
  return {
    dense: percentile(reaches, 0.25) ?? 0,
    thin: percentile(reaches, 0.75) ?? 0,
    empty: percentile(reaches, EMPTY_SHARE) ?? 0,
  };
}

/** How dense a place is whose tenth neighbour lies `reach` away: by quartiles of the data's own. */
export function densityAt({ dense, thin, empty }: DensityScale, reach: number): Density {
  if (reach <= dense) return "dense";
  if (reach <= thin) return "usual";
  return reach <= empty ? "thin" : "empty";
}
