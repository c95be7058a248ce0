import { useEffect } from "react";
import { create } from "zustand";
import { embeddingCount } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { text } from "../../../_i18n/text.ts";
import { useLogVariances } from "../../posterior/log-variances.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import { type Ground, type ShownMap, useMap } from "../map-state.ts";
import { errorsOf, fieldArea, neighboursOn } from "./ground-data.ts";
import { densityField, type GroundField, klOfRows, meanField } from "./ground-field.ts";

interface GroundState {
  field: GroundField | null;
  /** Being worked out. */
  busy: boolean;
  /** One sentence. */
  fault: string | null;
}

const none: GroundState = { field: null, busy: false, fault: null };

/** What lies under the map's pictures. */
export const useGroundState = create<GroundState>()(() => none);

/** Works out what the map is coloured by, whenever that is something else. */
export function useGroundField(card: ModelCard, map: ShownMap): void {
  const ground = useMap((s) => s.ground);
  const retries = useMap((s) => s.retries);
  const cloud = useExplorer((s) => s.cloud);
  const posterior = useLogVariances(card, ground === "kl");
  const logVar = ground === "kl" ? posterior.logVar : null;
  const lacks = ground === "kl" && !logVar ? posterior.fault : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks again.
  useEffect(() => {
    let current = true;
    const fits = cloud?.embedding.length === embeddingCount(card) * card.latentDim;
    if (ground === "none" || !cloud || !fits) {
      useGroundState.setState(none);
      return;
    }
    useGroundState.setState({ field: null, busy: true, fault: lacks });
    if (ground === "kl" && !logVar) return;
    const tell = (state: GroundState) => {
      if (current) useGroundState.setState(state);
    };
    fieldOf(ground, { card, map, cloud, logVar }).then(
      (field) => tell({ field, busy: false, fault: null }),
      () => tell({ field: null, busy: false, fault: text("map.groundFault") }),
    );
    return () => {
      current = false;
    };
  }, [ground, card, map, cloud, logVar, lacks, retries]);
  useEffect(() => () => useGroundState.setState(none), []);
}

interface Sources {
  card: ModelCard;
  map: ShownMap;
  cloud: Cloud;
  logVar: Float32Array | null;
}

async function fieldOf(
  ground: Exclude<Ground, "none">,
  { card, map, cloud, logVar }: Sources,
): Promise<GroundField> {
  const area = fieldArea(map, cloud);
  const asked = neighboursOn(card, map, cloud, area);
  if (ground === "density") return densityField(area, await asked, card.latentDim);
  if (ground === "error") {
    const [found, errors] = await Promise.all([asked, errorsOf(card)]);
    return meanField(area, found, errors, "error");
  }
  const label = card.condition?.dimension;
  const kl = klOfRows(cloud.embedding, logVar ?? new Float32Array(), card.latentDim, label);
  return meanField(area, await asked, kl, "nats");
}
