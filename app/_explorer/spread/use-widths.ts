import { useMemo } from "react";
import { spreadOf, thinRows } from "../../../server/latent/thin.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import type { Cloud } from "../store.ts";

const ROWS = 1_000;

/**
 * How wide the data lie along each dimension, of a model that has no KL to say which matter: in the decoder's own units
 * where it was brought along, else in σ. Null where it is not known yet, and of latents that were drawn here, all alike.
 */
export function useWidths(card: ModelCard, cloud: Cloud | null): ArrayLike<number> | null {
  const { klPerDimension, imported, latentDim } = card;
  return useMemo(() => {
    if (klPerDimension.length > 0 || imported?.latents === "prior") return null;
    if (imported) return imported.std;
    // A new model's card comes before its data.
    if (cloud?.embedding.length !== latentDim * (cloud?.count ?? 0)) return null;
    return spreadOf(thinRows({ values: cloud.embedding, latentDim }, ROWS));
  }, [klPerDimension, imported, latentDim, cloud]);
}
