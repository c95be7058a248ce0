import { crossEntropy } from "../../../../../server/degrade/measures.ts";
import { klToPrior } from "../../../../../server/latent/posterior/gaussian.ts";
import { createRandom, gaussianVector } from "../../../../../server/latent/random.ts";

/** Draws from the posterior that stand for all: their mean is a nat or two off, and two are shown. */
export const DRAWS = 16;
/** The same noise for every image, so that two images differ by themselves and not by luck. */
const SEED = 7;
/**
 * Decoders answer in bytes. A quarter of half a step keeps a black pixel's probability from 0: so the sum over 784 pixels is
 * off by less than .1 nats on average.
 */
const FLOOR = 1 / 4080;

/** A model's loss of one image, apart: nats. */
export interface ImageLoss {
  /** Mean over draws from the posterior, or of the one code where there is none. */
  reconstruction: number;
  /** Of the picture at the posterior's mean. */
  atMean: number;
  /** Null without a posterior. */
  kl: number | null;
}

/** What has to be decoded: the mean first, then the draws z = μ + σε; only the code without a posterior. */
export function latentsToDecode(mean: Float32Array, logVar: Float32Array | null): Float32Array[] {
  if (!logVar) return [mean];
  const noise = gaussianVector(createRandom(SEED), DRAWS * mean.length);
  const draws = Array.from({ length: DRAWS }, (_, i) =>
    mean.map((mu, d) => mu + Math.exp((logVar[d] ?? 0) / 2) * (noise[i * mean.length + d] ?? 0)),
  );
  return [mean, ...draws];
}

/** @param label a dimension that is a label: no code, so no KL */
export function imageLoss(
  image: Uint8Array,
  decoded: readonly Uint8Array[],
  {
    mean,
    logVar,
    label,
  }: { mean: Float32Array; logVar: Float32Array | null; label?: number | undefined },
): ImageLoss {
  const [atMean = 0, ...draws] = decoded.map((pixels) => nats(image, pixels));
  const sum = draws.reduce((total, value) => total + value, 0);
  const kl =
    logVar &&
    mean.reduce((total, mu, d) => (d === label ? total : total + klToPrior(mu, logVar[d] ?? 0)), 0);
  return { atMean, reconstruction: draws.length > 0 ? sum / draws.length : atMean, kl };
}

function nats(image: Uint8Array, decoded: Uint8Array): number {
  const share = (bytes: Uint8Array) => Float32Array.from(bytes, (byte) => byte / 255);
  return crossEntropy(share(image), share(decoded), { size: image.length, floor: FLOOR });
}
