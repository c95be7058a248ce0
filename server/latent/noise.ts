import { norm } from "./interpolate.ts";
import { createRandom, gaussianVector } from "./random.ts";

/** Noise of this deviation in each dimension leaves nothing of most codes. */
const NOISE_MAX = 3;
/** Steps of a noise slider, σ. */
export const NOISE_STEP = 0.01;

/**
 * A direction of noise ε: a draw from N(0, I), stretched to the length √d that draws have in many dimensions. So s·ε is noise of
 * standard deviation s in each dimension, whatever was drawn, and another seed changes the direction alone.
 * @param label a dimension that is a label, and gets none
 */
export function noiseDirection(seed: number, latentDim: number, label?: number): Float32Array {
  const draw = gaussianVector(createRandom(seed), latentDim);
  if (label !== undefined) draw[label] = 0;
  const stretch = Math.sqrt(latentDim - (label === undefined ? 0 : 1)) / (norm(draw) || 1);
  return draw.map((value) => value * stretch);
}

/** z + sε */
export function noisy(z: Float32Array, epsilon: Float32Array, s: number): Float32Array {
  return z.map((value, d) => value + s * (epsilon[d] ?? 0));
}

/** How much noise keeps every coordinate within `limit`, in whole steps; at most NOISE_MAX. */
export function noiseReach(z: Float32Array, epsilon: Float32Array, limit: number): number {
  let reach = NOISE_MAX;
  for (const [d, value] of z.entries()) {
    const slope = epsilon[d] ?? 0;
    if (slope !== 0) reach = Math.min(reach, (limit - Math.sign(slope) * value) / Math.abs(slope));
  }
  return Math.max(0, Math.floor(reach / NOISE_STEP) * NOISE_STEP);
}
