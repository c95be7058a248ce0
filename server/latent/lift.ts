import { type Neighbour, nearestRows, type Rows } from "./nearest.ts";
import { thinRows } from "./thin.ts";

/**
 * Between latents and a scatter that has no formula, as UMAP has none: both ways by the data, which have a place in each.
 * Approximate: exact at data, and in between a mean of those around.
 */
export interface Lift {
  toPoint: (z: Float32Array) => [number, number, number];
  toLatent: (point: readonly [number, number, number]) => Float32Array;
}

/** Data that have a say. Their weights fall to nothing at the distance of the next, so that no neighbour comes or goes with a jump. */
const NEIGHBOURS = 12;
/** Numbers that one look through the latents may touch, about a millisecond; of more data every so-manieth is asked. */
const NUMBERS_MAX = 2 ** 20;

/** @param points xyz of each row of `data` */
export function createLift(data: Rows, points: Float32Array): Lift {
  const scatter: Rows = { values: points, latentDim: 3 };
  const most = Math.floor(NUMBERS_MAX / data.latentDim);
  const asked = { latents: thinRows(data, most), points: thinRows(scatter, most) };
  return {
    toPoint: (z) => mean(asked.points, nearestRows(asked.latents, z, NEIGHBOURS + 1)) as Triple,
    toLatent: (point) =>
      Float32Array.from(mean(data, nearestRows(scatter, Float32Array.from(point), NEIGHBOURS + 1))),
  };
}

type Triple = [number, number, number];

/** Shepard's mean with the weights of Franke & Little: ((R − d) / (R d))², R the distance of the first that has no say. */
function mean({ values, latentDim }: Rows, neighbours: readonly Neighbour[]): number[] {
  const sum = new Array<number>(latentDim).fill(0);
  const inner = neighbours.slice(0, NEIGHBOURS);
  const reach = neighbours[NEIGHBOURS]?.distance ?? Number.POSITIVE_INFINITY;
  let total = 0;
  for (const { row, distance } of inner) {
    const weight = distance === 0 ? 1 : (1 / distance - 1 / reach) ** 2;
    // At a datum it is that datum; where all are equally far, each counts the same.
    if (distance === 0 || weight === Number.POSITIVE_INFINITY) return rowOf(values, latentDim, row);
    for (let d = 0; d < latentDim; d++)
      sum[d] = (sum[d] ?? 0) + weight * (values[row * latentDim + d] ?? 0);
    total += weight;
  }
  if (total > 0) return sum.map((value) => value / total);
  const [first] = inner;
  return first ? rowOf(values, latentDim, first.row) : sum;
}

const rowOf = (values: Float32Array, latentDim: number, row: number) =>
  Array.from(values.subarray(row * latentDim, (row + 1) * latentDim));

const lifts = new WeakMap<object, Lift>();

/** From now on this projection, which has no formula, is that of these data. */
export function attachLift(projection: object, lift: Lift): void {
  lifts.set(projection, lift);
}

/** Undefined until the data have come, and on the server always. */
export const liftOf = (projection: object): Lift | undefined => lifts.get(projection);
