import { gaussian, type Random } from "../latent/random.ts";

/** Gaussian noise that is added to pixels in 0..1. */
export interface Noise {
  mean: number;
  deviation: number;
}

/** The lesson's noise, mostly a grey veil (N(.5, .5)), and the same without it (N(0, .5), KerasBlog's). */
export const NOISES = {
  veil: { mean: 0.5, deviation: 0.5 },
  zeroMean: { mean: 0, deviation: 0.5 },
} as const satisfies Record<string, Noise>;

export type NoiseKind = keyof typeof NOISES;

/** clip(x + N(mean, deviation²), 0, 1), a draw for every pixel, in a new array. */
export function addNoise(
  pixels: Float32Array,
  { mean, deviation }: Noise,
  random: Random,
): Float32Array {
  return pixels.map((value) => clamp(value + mean + deviation * gaussian(random)));
}

/** Takes the noise's mean away: what lies on black is black again. Stretching what clipping left of white would cost 3 dB more. */
export function unveil(pixels: Float32Array, { mean }: Noise): Float32Array {
  return pixels.map((value) => clamp(value - mean));
}

/** Into the range of a pixel, 0..1. */
export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Mean and variance of a pixel after noise and clipping. Of u ~ N(m, s²) cut to 0..1, by the moments of a truncated normal. */
export function clippedMoments(
  pixel: number,
  { mean, deviation: s }: Noise,
): { mean: number; variance: number } {
  const m = pixel + mean;
  if (s === 0) return { mean: clamp(m), variance: 0 };
  const [low, high] = [-m / s, (1 - m) / s];
  const inside = normalBelow(high) - normalBelow(low);
  const above = 1 - normalBelow(high);
  const first = m * inside - s * (bell(high) - bell(low)) + above;
  const second = (m * m + s * s) * inside + s * (m * bell(low) - (m + 1) * bell(high)) + above;
  return { mean: first, variance: second - first * first };
}

/** Density of N(0, 1). */
function bell(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

const TAIL = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];

/** Φ(x), off by at most 7.5·10⁻⁸ (Abramowitz & Stegun 26.2.17). */
function normalBelow(x: number): number {
  if (x < 0) return 1 - normalBelow(-x);
  const t = 1 / (1 + 0.2316419 * x);
  return 1 - bell(x) * t * TAIL.reduceRight((sum, factor) => sum * t + factor, 0);
}
