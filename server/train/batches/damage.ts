import { addNoise, NOISES } from "../../degrade/noise.ts";
import type { Random } from "../../latent/random.ts";
import { dropPixels } from "./augment.ts";

/** Makes what the encoder is shown of what the decoder owes. May return the same array. */
export type Damage = (pixels: Float32Array, random: Random) => Float32Array;

export function dropShare(share: number): Damage {
  return (pixels, random) => dropPixels(pixels, share, random);
}

/** Fresh noise for each image: a grey veil or none, and a strength from a range. */
export function noisy({ weakest, strongest }: { weakest: number; strongest: number }): Damage {
  const means = Object.values(NOISES).map(({ mean }) => mean);
  return (pixels, random) => {
    const mean = means[Math.floor(random() * means.length)] ?? 0;
    const deviation = weakest + random() * (strongest - weakest);
    return addNoise(pixels, { mean, deviation }, random);
  };
}
