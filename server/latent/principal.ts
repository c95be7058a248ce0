import { jacobi } from "./jacobi.ts";
import type { Rows } from "./nearest.ts";
import { createRandom, gaussianVector } from "./random.ts";
import { meanOf, rowCount, thinRows } from "./thin.ts";

/** A direction of latent space, of unit length, and how wide the data lie along it. */
export interface Component {
  direction: Float64Array;
  /** Standard deviation, in σ of the prior. */
  deviation: number;
  /** Of the variance of all dimensions, 0..1. */
  share: number;
}

export interface Principal {
  mean: Float64Array;
  components: Component[];
}

const COMPONENTS_MAX = 16;
/** Directions beside those that are wanted: with them the last wanted ones converge as well. */
const SPARE = 8;
const ROUNDS = 10;
/** Products of one round. */
const PRODUCTS_MAX = 4e7;
const ROWS_MAX = 5_000;

/**
 * Principal components by block power iteration (Halko, Martinsson & Tropp 2011) with a Rayleigh–Ritz step at the end: no
 * covariance of a thousand dimensions is made. Yields now and then, so that a page can do it beside its frames.
 * @param known the first ones, orthonormal, where a card has them: they stay as they are, and the rest is found beside them
 */
export function* findPrincipal(
  data: Rows,
  known: readonly (readonly number[])[] = [],
): Generator<void, Principal> {
  const { latentDim: d } = data;
  const wanted = Math.min(COMPONENTS_MAX, d);
  const block = Math.max(0, Math.min(d, wanted + SPARE) - known.length);
  const rows = thinRows(data, Math.min(ROWS_MAX, Math.floor(PRODUCTS_MAX / (d * (block + 1)))));
  const mean = meanOf(rows);
  const fixed = known.map((row) => Float64Array.from(row));
  const random = createRandom(1);
  let found = orthonormal(
    Array.from({ length: block }, () => Float64Array.from(gaussianVector(random, d))),
    fixed,
  );
  for (let round = 0; round < ROUNDS; round++)
    found = orthonormal(yield* covarianceTimes(rows, mean, found), fixed);
  const images = yield* covarianceTimes(rows, mean, found);
  const free = turned(found, images);
  const first = yield* covarianceTimes(rows, mean, fixed);
  const total = totalVariance(rows, mean);
  const variances = [
    ...fixed.map((row, i) => dot(row, first[i] as Float64Array)),
    ...free.variances,
  ];
  const components = [...fixed, ...free.directions].slice(0, wanted).map((direction, i) => {
    const variance = Math.max(0, variances[i] ?? 0);
    return { direction, deviation: Math.sqrt(variance), share: total > 0 ? variance / total : 0 };
  });
  return { mean, components };
}

/** Σv of each. */
function* covarianceTimes(
  rows: Rows,
  mean: Float64Array,
  vectors: readonly Float64Array[],
): Generator<void, Float64Array[]> {
  const { values, latentDim: d } = rows;
  const count = Math.max(1, rowCount(rows));
  const sums = vectors.map(() => new Float64Array(d));
  const away = new Float64Array(d);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < d; i++) away[i] = (values[row * d + i] ?? 0) - (mean[i] as number);
    for (const [k, vector] of vectors.entries()) {
      const share = dot(vector, away) / count;
      const sum = sums[k] as Float64Array;
      for (let i = 0; i < d; i++) sum[i] = (sum[i] as number) + share * (away[i] as number);
    }
    if (row % 32 === 0) yield;
  }
  return sums;
}

/** Gram–Schmidt, twice over, since once is not enough where vectors are nearly alike; what is left of nothing is left out. */
function orthonormal(
  vectors: readonly Float64Array[],
  fixed: readonly Float64Array[],
): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const vector of vectors) {
    const own = Float64Array.from(vector);
    const before = Math.sqrt(dot(own, own));
    for (const other of [...fixed, ...kept, ...fixed, ...kept]) {
      const along = dot(own, other);
      for (const [i, value] of other.entries()) own[i] = (own[i] as number) - along * value;
    }
    const length = Math.sqrt(dot(own, own));
    if (length > 1e-9 * before && length > 0) kept.push(own.map((value) => value / length));
  }
  return kept;
}

/** Within their span, the directions along which the data vary most, widest first. */
function turned(vectors: readonly Float64Array[], images: readonly Float64Array[]) {
  const size = vectors.length;
  const matrix = vectors.map((vector) => images.map((image) => dot(vector, image)));
  const { values, vectors: turns } = jacobi(matrix);
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (a, b) => (values[b] ?? 0) - (values[a] ?? 0),
  );
  const directions = order.map((k) => {
    const sum = new Float64Array(vectors[0]?.length ?? 0);
    for (const [i, vector] of vectors.entries())
      for (const [j, value] of vector.entries())
        sum[j] = (sum[j] as number) + (turns[i]?.[k] ?? 0) * value;
    return sum;
  });
  return { directions, variances: order.map((k) => values[k] ?? 0) };
}

function totalVariance({ values, latentDim }: Rows, mean: Float64Array): number {
  let sum = 0;
  for (const [i, value] of values.entries()) sum += (value - (mean[i % latentDim] ?? 0)) ** 2;
  return sum / Math.max(1, values.length / latentDim);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Where a latent is along a component, in standard deviations of the data. */
export function alongComponent(
  { mean }: Principal,
  { direction, deviation }: Component,
  z: Float32Array,
): number {
  let sum = 0;
  for (let i = 0; i < direction.length; i++)
    sum += (direction[i] as number) * ((z[i] ?? 0) - (mean[i] as number));
  return deviation > 0 ? sum / deviation : 0;
}

/** Moves along one component alone; what is across stays. */
export function moveAlong(
  principal: Principal,
  component: Component,
  z: Float32Array,
  to: number,
): Float32Array {
  const step = (to - alongComponent(principal, component, z)) * component.deviation;
  return z.map((value, i) => value + step * (component.direction[i] ?? 0));
}
