/** Figures on plain arrays; images are rows of `size` pixels in 0..1. */

/** Float32's nearest neighbours of 0 and 1 that keep a logarithm finite. */
const PROBABILITY_FLOOR = 1e-7;

/**
 * Σ over pixels of −x·ln p − (1 − x)·ln(1 − p), averaged over images: nats per image.
 * `floor` keeps p away from 0 and 1, where a single wrong pixel would cost infinitely much.
 */
export function crossEntropy(
  images: Float32Array,
  probabilities: Float32Array,
  { size, floor = PROBABILITY_FLOOR }: { size: number; floor?: number },
): number {
  let sum = 0;
  for (let index = 0; index < images.length; index++) {
    const x = images[index] ?? 0;
    const p = Math.min(1 - floor, Math.max(floor, probabilities[index] ?? 0));
    sum -= x * Math.log(p) + (1 - x) * Math.log(1 - p);
  }
  return (sum * size) / images.length;
}

/** Mean squared error per pixel. */
export function meanSquaredError(images: Float32Array, others: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < images.length; index++) {
    sum += ((images[index] ?? 0) - (others[index] ?? 0)) ** 2;
  }
  return sum / images.length;
}

/** Peak signal-to-noise ratio in dB of the mean squared error, for a peak of 1. */
export function peakSignalToNoise(mse: number): number {
  return -10 * Math.log10(mse);
}
