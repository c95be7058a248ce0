import type { Neighbours } from "./neighbours.ts";

/** Weighted edges: `head` is drawn to `tail`. */
export interface Edges {
  head: Uint32Array;
  tail: Uint32Array;
  /** Above 0, at most 1. */
  weight: Float32Array;
}

/** Bisections: enough for a double. */
const STEPS = 64;
const TOLERANCE = 1e-5;
/** Of the mean distance: σ is never less, so that rows that lie on each other keep other neighbours too. */
const SIGMA_MIN = 1e-3;

/**
 * How sure each row is of each of its neighbours (McInnes et al. 2018, section 3.1): 1 for the nearest, then falling with
 * a σ of its own, so that every row has log2(k + 1) neighbours in sum. Row-major, `k` a row.
 */
function memberships({ k, distances }: Neighbours): Float32Array {
  const weights = new Float32Array(distances.length);
  for (let start = 0; start < distances.length; start += k) {
    const own = distances.subarray(start, start + k);
    const nearest = own.find((distance) => distance > 0) ?? 0;
    const mean = own.reduce((sum, distance) => sum + distance, 0) / k;
    const sigma = Math.max(widthOf(own, nearest), SIGMA_MIN * mean) || 1;
    for (let place = 0; place < k; place++)
      weights[start + place] = Math.exp(-Math.max(0, (own[place] as number) - nearest) / sigma);
  }
  return weights;
}

function widthOf(distances: Float32Array, nearest: number): number {
  const target = Math.log2(distances.length + 1);
  let [low, high, sigma] = [0, Number.POSITIVE_INFINITY, 1];
  for (let step = 0; step < STEPS; step++) {
    let sum = 0;
    for (const distance of distances) sum += Math.exp(-Math.max(0, distance - nearest) / sigma);
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = sigma;
    else low = sigma;
    sigma = high === Number.POSITIVE_INFINITY ? 2 * sigma : (low + high) / 2;
  }
  return sigma;
}

/** Edges of rows that are placed among others. */
export function edgesInto(found: Neighbours): Edges {
  const { k, rows } = found;
  const head = Uint32Array.from(rows, (_, at) => Math.floor(at / k));
  return { head, tail: rows, weight: memberships(found) };
}

/** Edges both ways between rows of which at least one is sure of the other: the fuzzy union a + b − ab. */
export function edgesWithin(found: Neighbours): Edges {
  const { k, rows } = found;
  const sure = memberships(found);
  const [head, tail, weight]: [number[], number[], number[]] = [[], [], []];
  for (const [at, other] of rows.entries()) {
    const row = Math.floor(at / k);
    const back = rows.subarray(other * k, (other + 1) * k).indexOf(row);
    const [a, b] = [sure[at] as number, back < 0 ? 0 : (sure[other * k + back] as number)];
    // What lists this one too makes its own edge back.
    for (const [from, to] of back < 0
      ? [
          [row, other],
          [other, row],
        ]
      : [[row, other]]) {
      head.push(from as number);
      tail.push(to as number);
      weight.push(a + b - a * b);
    }
  }
  return {
    head: Uint32Array.from(head),
    tail: Uint32Array.from(tail),
    weight: Float32Array.from(weight),
  };
}
