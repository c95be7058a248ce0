import { createRandom } from "../../latent/random.ts";

/** Hands every layer its own seed, all derived from one number. */
export interface SeedStream {
  next(): number;
}

export function createSeedStream(seed: number): SeedStream {
  const random = createRandom(seed);
  return { next: () => Math.floor(random() * 2 ** 31) };
}
