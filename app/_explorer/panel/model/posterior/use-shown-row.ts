import { useEffect, useState } from "react";
import { nearestRows } from "../../../../../server/latent/nearest.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { after } from "../../../after.ts";
import { live, onLive } from "../../../live.ts";
import { type Cloud, useExplorer } from "../../../store.ts";

/** Faster, nobody reads. */
const LOOK_MS = 200;

/** The datum that is spoken of: the one pointed at, else the one nearest to the own cursor. */
export function useShownRow(card: ModelCard, cloud: Cloud): { row: number; pointed: boolean } {
  const hovered = useExplorer((s) => s.hovered);
  const [nearest, setNearest] = useState(0);
  const { latentDim } = card;
  useEffect(() => {
    let cancel: (() => void) | null = null;
    const look = () => {
      cancel = null;
      if (live.z.length !== latentDim) return;
      const [found] = nearestRows({ values: cloud.embedding, latentDim }, live.z, 1);
      setNearest(found?.row ?? 0);
    };
    look();
    const stop = onLive(() => {
      cancel ??= after(LOOK_MS, look);
    });
    return () => {
      cancel?.();
      stop();
    };
  }, [cloud, latentDim]);
  const pointed = hovered !== null && hovered < cloud.count;
  return { row: pointed ? hovered : Math.min(nearest, cloud.count - 1), pointed };
}
