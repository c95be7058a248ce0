import {
  densityScale,
  NEIGHBOURS,
  reachOf,
  sampledRows,
} from "../../../../server/latent/density.ts";
import { nearestRows } from "../../../../server/latent/nearest.ts";

/** What is asked about the points of a grid. */
export interface GridQuestion {
  /** Latents of the data, row after row. */
  values: Float32Array;
  /** Latents of the grid's points. */
  points: Float32Array;
  latentDim: number;
}

/** The ten nearest data of each point. */
export interface GridNeighbours {
  /** Distance of the tenth, σ. */
  reach: Float32Array;
  /** Rows, ten a point, or as many as there are data. */
  rows: Uint32Array;
  /** How many those are. */
  asked: number;
  /** As far as the tenth neighbour of nearly every datum at most. */
  usual: number;
}

export function gridNeighbours({ values, points, latentDim }: GridQuestion): GridNeighbours {
  const data = { values, latentDim };
  const count = points.length / latentDim;
  const asked = Math.min(NEIGHBOURS, values.length / latentDim);
  const reach = new Float32Array(count);
  const rows = new Uint32Array(count * asked);
  for (let i = 0; i < count; i++) {
    const z = points.subarray(i * latentDim, (i + 1) * latentDim);
    const found = nearestRows(data, z, asked);
    reach[i] = found.at(-1)?.distance ?? Number.POSITIVE_INFINITY;
    for (const [n, { row }] of found.entries()) rows[i * asked + n] = row;
  }
  const usual = densityScale(sampledRows(data).map((row) => reachOf(data, row))).empty;
  return { reach, rows, asked, usual };
}
