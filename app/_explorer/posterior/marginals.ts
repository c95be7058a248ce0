import { useEffect, useMemo, useState } from "react";
import { type Marginal, marginalOf } from "../../../server/latent/posterior/aggregate.ts";
import { hasPosterior } from "../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { after } from "../after.ts";
import type { Cloud } from "../store.ts";
import { useLogVariances } from "./log-variances.ts";

/** By dimension, as far as they are made. */
export type Marginals = readonly (Marginal | undefined)[];

const kept = new WeakMap<Cloud, { logVar: Float32Array | null; made: Marginal[] }>();

function keptOf(cloud: Cloud, logVar: Float32Array | null): Marginal[] {
  const known = kept.get(cloud);
  if (known?.logVar === logVar) return known.made;
  const made: Marginal[] = [];
  kept.set(cloud, { logVar, made });
  return made;
}

/**
 * The aggregate posterior in each dimension, of models without a posterior the codes themselves. One dimension takes ten
 * milliseconds or so: one is made at a time, and all are kept with the cloud.
 */
export function useMarginals(card: ModelCard, cloud: Cloud | null, wanted: boolean): Marginals {
  const posterior = hasPosterior(card);
  const { logVar } = useLogVariances(card, wanted && posterior);
  const ready =
    wanted &&
    cloud !== null &&
    cloud.embedding.length === cloud.count * card.latentDim &&
    (!posterior || logVar?.length === cloud.embedding.length);
  const made = useMemo(() => (ready && cloud ? keptOf(cloud, logVar) : []), [ready, cloud, logVar]);
  const [count, setCount] = useState(0);
  const { latentDim } = card;
  useEffect(() => {
    if (!ready || !cloud || made.length >= latentDim) return;
    return after(0, () => {
      // Sliders and panel make them together: the last one may have come meanwhile.
      if (made.length < latentDim)
        made.push(marginalOf({ values: cloud.embedding, latentDim }, logVar, made.length));
      setCount(count + 1);
    });
  }, [ready, cloud, made, logVar, latentDim, count]);
  return made;
}
