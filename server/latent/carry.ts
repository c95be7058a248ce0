import { nearestRows, type Rows } from "./nearest.ts";

/** The codes of the same data in two models, row by row. */
export interface Bridge {
  from: Rows;
  to: Rows;
}

/**
 * A place of one model in the other: the code there of the datum that is nearest to `z` here. However far from all data
 * `z` is, some datum is nearest.
 */
export function carry({ from, to }: Bridge, z: Float32Array): Float32Array {
  const [nearest] = nearestRows(from, z, 1);
  const at = (nearest?.row ?? 0) * to.latentDim;
  return to.values.slice(at, at + to.latentDim);
}
