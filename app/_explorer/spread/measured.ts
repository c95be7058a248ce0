import { useEffect, useState } from "react";
import { measureSpread, type Spread } from "../../../server/latent/mahalanobis.ts";
import type { Rows } from "../../../server/latent/nearest.ts";
import { findPrincipal, type Principal } from "../../../server/latent/principal.ts";
import { isStandard } from "../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { inSlices } from "../in-slices.ts";
import type { Cloud } from "../store.ts";

interface Measured<T> {
  promise: Promise<T>;
  /** Null until it is there. */
  value: T | null;
}

/** What is computed once of a model's data, when somebody first asks, and kept with them. */
function once<T>(compute: (data: Rows, card: ModelCard) => Generator<void, T>) {
  const kept = new WeakMap<Cloud, Measured<T>>();

  /** Null where there are no data, or not yet those of this card. */
  const ask = (card: ModelCard, cloud: Cloud | null): Measured<T> | null => {
    if (cloud?.embedding.length !== (cloud?.count ?? 0) * card.latentDim) return null;
    const known = kept.get(cloud);
    if (known) return known;
    const data = { values: cloud.embedding, latentDim: card.latentDim };
    const made: Measured<T> = { promise: inSlices(compute(data, card)), value: null };
    kept.set(cloud, made);
    made.promise.then(
      (value) => {
        made.value = value;
      },
      (cause: unknown) => console.warn("The data could not be measured.", cause),
    );
    return made;
  };

  const use = (card: ModelCard | null, cloud: Cloud | null): T | null => {
    const [, arrived] = useState(0);
    const known = card && ask(card, cloud);
    useEffect(() => {
      if (!known || known.value !== null) return;
      let gone = false;
      // A failure was said where it was asked for.
      known.promise.then(
        () => !gone && arrived((times) => times + 1),
        () => {},
      );
      return () => {
        gone = true;
      };
    }, [known]);
    return known?.value ?? null;
  };
  return { ask, use };
}

/** The data's principal components; the card's own first where it has them. */
const principal = once<Principal>((data, { projection }) =>
  findPrincipal(data, projection.kind === "pca" ? projection.components : []),
);
export const usePrincipal = principal.use;

const spread = once<Spread>((data) => measureSpread(data));

/** How far out a latent lies among the data; null where a prior says it, N(0, I), and as long as it is not measured. */
export function useDataSpread(card: ModelCard | null, cloud: Cloud | null): Spread | null {
  return spread.use(card && !isStandard(card) ? card : null, cloud);
}

/** The same, for who can wait. */
export async function dataSpread(card: ModelCard, cloud: Cloud | null): Promise<Spread | null> {
  return isStandard(card) ? null : ((await spread.ask(card, cloud)?.promise) ?? null);
}
