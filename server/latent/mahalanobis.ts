import type { Rows } from "./nearest.ts";
import { percentile } from "./percentile.ts";
import { meanOf, rowCount, spreadOf, thinRows } from "./thin.ts";

/** How far out a latent lies among data whose dimensions differ in width and go together. */
export interface Spread {
  /** √((z − μ)ᵀ Σ⁻¹ (z − μ)), Mahalanobis 1936: in σ of the data in that very direction. */
  distance: (z: ArrayLike<number>) => number;
  /** What N(0, I) becomes among these data: μ + L·noise. */
  draw: (noise: Float32Array) => Float32Array;
  /** Between these lie eight tenths of the data. */
  typical: readonly [number, number];
}

const ROWS_MAX = 5_000;
/** Rows for each dimension: from there on a covariance hardly changes. */
const ROWS_EACH = 20;
/** With more dimensions, each by itself: Σ would be diagonal. */
const FULL_MAX = 256;
/** Of the mean variance, added to each: a dimension that says nothing must not put everything infinitely far. */
const RIDGE = 1e-3;
const TYPICAL_ROWS = 400;

/** Measures the data. Yields now and then, so that a page can do it beside its frames. */
export function* measureSpread(data: Rows): Generator<void, Spread> {
  const { latentDim } = data;
  const rows = thinRows(data, Math.min(ROWS_MAX, Math.max(1_000, ROWS_EACH * latentDim)));
  const mean = meanOf(rows);
  const factor = latentDim > FULL_MAX ? diagonal(rows) : yield* cholesky(rows, mean);
  yield;
  const distance = (z: ArrayLike<number>) => length(factor, mean, z);
  const some = thinRows(rows, TYPICAL_ROWS);
  const distances = Array.from({ length: rowCount(some) }, (_, row) =>
    distance(some.values.subarray(row * latentDim, (row + 1) * latentDim)),
  );
  return {
    distance,
    draw: (noise) => drawn(factor, mean, noise),
    typical: [percentile(distances, 0.1) ?? 0, percentile(distances, 0.9) ?? 0],
  };
}

/** L of LLᵀ = Σ, row after row of the lower triangle; or the diagonal alone. */
type Factor = { lower: Float64Array } | { widths: Float64Array };

function diagonal(rows: Rows): Factor {
  const widths = spreadOf(rows);
  const ridge = RIDGE * (widths.reduce((sum, width) => sum + width * width, 0) / widths.length);
  return { widths: widths.map((width) => Math.sqrt(width * width + ridge) || 1) };
}

const start = (row: number) => (row * (row + 1)) / 2;

function* cholesky(rows: Rows, mean: Float64Array): Generator<void, Factor> {
  const { latentDim: d } = rows;
  const lower = yield* covariance(rows, mean);
  let trace = 0;
  for (let i = 0; i < d; i++) trace += lower[start(i) + i] as number;
  const ridge = (RIDGE * trace) / d || 1;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++)
      lower[start(i) + j] = rest(lower, i, j) / (lower[start(j) + j] as number);
    // Rounding may leave nothing of a variance that others explain: the ridge stays.
    lower[start(i) + i] = Math.sqrt(Math.max(rest(lower, i, i) + ridge, ridge));
    if (i % 16 === 0) yield;
  }
  return { lower };
}

/** Lower triangle, row after row. */
function* covariance(rows: Rows, mean: Float64Array): Generator<void, Float64Array> {
  const { values, latentDim: d } = rows;
  const count = Math.max(1, rowCount(rows));
  const lower = new Float64Array(start(d));
  const away = new Float64Array(d);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < d; i++) away[i] = (values[row * d + i] ?? 0) - (mean[i] as number);
    for (let i = 0, at = 0; i < d; i++) {
      const share = (away[i] as number) / count;
      for (let j = 0; j <= i; j++, at++)
        lower[at] = (lower[at] as number) + share * (away[j] as number);
    }
    if (row % 64 === 0) yield;
  }
  return lower;
}

/** What the columns before `j` leave of an entry. */
function rest(lower: Float64Array, i: number, j: number): number {
  let sum = lower[start(i) + j] as number;
  for (let k = 0; k < j; k++)
    sum -= (lower[start(i) + k] as number) * (lower[start(j) + k] as number);
  return sum;
}

/** |L⁻¹(z − μ)|, by forward substitution. */
function length(factor: Factor, mean: Float64Array, z: ArrayLike<number>): number {
  let square = 0;
  if ("widths" in factor) {
    for (const [i, width] of factor.widths.entries())
      square += (((z[i] ?? 0) - (mean[i] as number)) / width) ** 2;
    return Math.sqrt(square);
  }
  const solved = new Float64Array(mean.length);
  for (let i = 0, at = 0; i < mean.length; i++) {
    let sum = (z[i] ?? 0) - (mean[i] as number);
    for (let j = 0; j < i; j++, at++) sum -= (factor.lower[at] as number) * (solved[j] as number);
    solved[i] = sum / (factor.lower[at++] as number);
    square += (solved[i] as number) ** 2;
  }
  return Math.sqrt(square);
}

function drawn(factor: Factor, mean: Float64Array, noise: Float32Array): Float32Array {
  return noise.map((value, i) => {
    const middle = mean[i] as number;
    if ("widths" in factor) return middle + (factor.widths[i] as number) * value;
    let sum = middle;
    for (let j = 0; j <= i; j++) sum += (factor.lower[start(i) + j] as number) * (noise[j] ?? 0);
    return sum;
  });
}
