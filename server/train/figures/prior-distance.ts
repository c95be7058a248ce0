import { createRandom, gaussianVector } from "../../latent/random.ts";

/** Rows of each side: its cost grows with the square. */
const ROWS = 1500;

/**
 * Energy distance (Székely & Rizzo 2013) of codes to N(0, I), 2·E|X − Y| − E|X − X′| − E|Y − Y′|: 0 for the same distribution.
 * `fresh` is that of other draws of N(0, I), so what a perfect match would show. Both are seeded.
 */
export function priorDistances(
  codes: Float32Array,
  { latentDim, seed }: { latentDim: number; seed: number },
): { codes: number; fresh: number } {
  const count = Math.min(ROWS, codes.length / latentDim);
  const random = createRandom(seed ^ 0x5eed);
  const prior = gaussianVector(random, count * latentDim);
  const fresh = gaussianVector(random, count * latentDim);
  const within = meanDistance(prior, prior, latentDim);
  const distance = (rows: Float32Array) =>
    2 * meanDistance(rows, prior, latentDim) - meanDistance(rows, rows, latentDim) - within;
  return { codes: distance(codes.subarray(0, count * latentDim)), fresh: distance(fresh) };
}

/** Over all pairs; of a set with itself, pairs of a row with itself count too (V-statistic: never negative in sum). */
function meanDistance(a: Float32Array, b: Float32Array, dim: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += dim) {
    for (let j = 0; j < b.length; j += dim) {
      let square = 0;
      for (let d = 0; d < dim; d++) square += ((a[i + d] as number) - (b[j + d] as number)) ** 2;
      sum += Math.sqrt(square);
    }
  }
  return sum / ((a.length / dim) * (b.length / dim));
}
