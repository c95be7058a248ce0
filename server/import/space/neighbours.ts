import { nearestRows, type Rows } from "../../latent/nearest.ts";
import type { Turn } from "./turns.ts";

/** The `k` nearest of each row, nearest first: row-major, `k` a row. */
export interface Neighbours {
  k: number;
  rows: Uint32Array;
  distances: Float32Array;
}

interface Search {
  k: number;
  /** Said while it goes on. */
  what: string;
  turn: Turn;
}

/** Of each of some rows among others: all are tried, so none is missed. `null`: among themselves, without itself. */
export async function findNeighbours(
  known: Rows,
  asked: Rows | null,
  { k, what, turn }: Search,
): Promise<Neighbours> {
  const { values, latentDim: dim } = asked ?? known;
  const count = values.length / dim;
  const found = { k, rows: new Uint32Array(count * k), distances: new Float32Array(count * k) };
  for (let row = 0; row < count; row++) {
    const own = values.subarray(row * dim, (row + 1) * dim);
    const nearest = asked
      ? nearestRows(known, own, k)
      : nearestRows(known, own, k + 1).filter((other) => other.row !== row);
    for (let place = 0; place < k; place++) {
      found.rows[row * k + place] = nearest[place]?.row ?? 0;
      found.distances[row * k + place] = nearest[place]?.distance ?? 0;
    }
    await turn(what, row + 1, count);
  }
  return found;
}
