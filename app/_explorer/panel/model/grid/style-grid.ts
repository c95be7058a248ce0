import { createRandom, gaussianVector } from "../../../../../server/latent/random.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";

type Conditional = Pick<ModelCard, "latentDim" | "condition">;

/**
 * A latent for each class and style, classes one after another: styles are drawn from the prior, and each is the same
 * in all classes. Empty where no dimension is a label.
 */
export function styleGrid(
  { latentDim, condition }: Conditional,
  seed: number,
  styles: number,
): Float32Array[] {
  const random = createRandom(seed);
  const drawn = Array.from({ length: styles }, () => gaussianVector(random, latentDim));
  return (condition?.values ?? []).flatMap((value) =>
    drawn.map((style) =>
      style.map((coordinate, d) => (d === condition?.dimension ? value : coordinate)),
    ),
  );
}
