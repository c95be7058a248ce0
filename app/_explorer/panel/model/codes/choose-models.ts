import { hasPrior } from "../../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";

/** Which models draw: a copier, whose codes follow nothing, and a generator, whose codes follow a prior. */
export interface DrawingModels {
  copier: ModelCard | undefined;
  generator: ModelCard | undefined;
}

/** The plainest first. */
const COPIERS: readonly ModelCard["kind"][] = ["autoencoder", "denoising-autoencoder", "pca"];
const GENERATORS: readonly ModelCard["kind"][] = [
  "vae",
  "adversarial-autoencoder",
  "conditional-vae",
];

/**
 * The room's model where it fits. Else, of the same data, the generator that is nearest to it in dimensions, and the plainest
 * copier with the most of them: in many dimensions next to nothing of the box is data, which is what is to be seen.
 */
export function chooseModels(card: ModelCard, siblings: readonly ModelCard[]): DrawingModels {
  const first = (kinds: readonly ModelCard["kind"][], rank: (card: ModelCard) => number[]) =>
    siblings
      .filter(({ kind }) => kinds.includes(kind))
      .toSorted((a, b) => compare(rank(a), rank(b)))[0];
  const plainest = ({ kind, latentDim }: ModelCard) => [COPIERS.indexOf(kind), -latentDim];
  const nearest = ({ kind, latentDim, beta }: ModelCard) => [
    Math.abs(latentDim - card.latentDim),
    GENERATORS.indexOf(kind),
    Math.abs(beta - 1),
  ];
  return {
    copier: card.kind === "autoencoder" ? card : first(COPIERS, plainest),
    generator: hasPrior(card) ? card : first(GENERATORS, nearest),
  };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((value, i) => value !== b[i]);
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
}
