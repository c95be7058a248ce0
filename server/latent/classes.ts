import { dot } from "./interpolate.ts";
import { type Neighbour, nearestRows, type Rows } from "./nearest.ts";

/** Data with the class of each row. */
interface Labelled extends Rows {
  readonly labels: Uint8Array;
}

/** The rows of one class, and where each was in the data. */
export interface ClassRows extends Rows {
  readonly rows: Uint32Array;
}

export function rowsOfClass({ values, labels, latentDim }: Labelled, label: number): ClassRows {
  const rows = Uint32Array.from([...labels.keys()].filter((row) => labels[row] === label));
  const own = new Float32Array(rows.length * latentDim);
  for (const [i, row] of rows.entries())
    own.set(values.subarray(row * latentDim, (row + 1) * latentDim), i * latentDim);
  return { values: own, latentDim, rows };
}

/** The datum of a class nearest to `z`, by its row in all the data; null where the class has none. */
export function nearestOfClass(rows: ClassRows, z: Float32Array): Neighbour | null {
  const [found] = nearestRows(rows, z, 1);
  return found ? { row: rows.rows[found.row] ?? 0, distance: found.distance } : null;
}

/** The mean of rows, x̄ = Σx / n; the origin where there are none. */
export function meanOf({ values, latentDim }: Rows): Float32Array {
  const count = Math.max(1, Math.floor(values.length / latentDim));
  const sums = new Float64Array(latentDim);
  for (let i = 0; i < values.length; i++) {
    const d = i % latentDim;
    sums[d] = (sums[d] as number) + (values[i] as number);
  }
  return Float32Array.from(sums, (sum) => sum / count);
}

export function distanceBetween(a: Float32Array, b: Float32Array): number {
  let square = 0;
  for (let d = 0; d < a.length; d++) square += ((a[d] as number) - (b[d] as number)) ** 2;
  return Math.sqrt(square);
}

/**
 * Distance of `z` to the plane half way between `a` and `b`: | |z − a|² − |z − b|² | / (2·|a − b|). With the nearest
 * datum of each of two classes this is how far the boundary of the nearest-neighbour rule (Cover & Hart 1967) lies,
 * whose pieces are such planes. 0 where a and b are the same point.
 */
export function distanceToBisector(z: Float32Array, a: Float32Array, b: Float32Array): number {
  const apart = distanceBetween(a, b);
  if (apart === 0) return 0;
  const normal = b.map((value, d) => value - (a[d] ?? 0));
  const middle = a.map((value, d) => (value + (b[d] ?? 0)) / 2);
  const offset = z.map((value, d) => value - (middle[d] ?? 0));
  return Math.abs(dot(offset, normal)) / apart;
}
