/** A uniform generator on [0, 1). */
export type Random = () => number;

/** mulberry32: 32-bit state, period 2³², good enough for shuffles and samples, never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One draw from N(0, 1) by Box–Muller. */
export function gaussian(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** `count` values from N(0, 1). */
export function gaussianVector(random: Random, count: number): Float32Array {
  return Float32Array.from({ length: count }, () => gaussian(random));
}
