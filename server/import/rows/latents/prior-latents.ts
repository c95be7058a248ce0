import { createRandom, gaussianVector } from "../../../latent/random.ts";
import { rowsAtOnce } from "../bounds.ts";
import type { LatentBlocks } from "./latent-source.ts";

/** Latents drawn from N(0, I), where none are given. */
export async function* priorLatents(
  rows: number,
  { dim, seed }: { dim: number; seed: number },
): LatentBlocks {
  const random = createRandom(seed);
  const step = rowsAtOnce(dim);
  for (let row = 0; row < rows; row += step)
    yield gaussianVector(random, Math.min(step, rows - row) * dim);
}
