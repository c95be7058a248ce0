import { useEffect } from "react";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { after } from "../after.ts";
import { onLive } from "../live.ts";
import type { Cloud } from "../store.ts";
import { endNoise, movedElsewhere, startNoise } from "./noise-state.ts";

/** A drag moves sixty times a second; only where it rests is a code to add noise to. */
const SETTLE_MS = 180;

/** Keeps the course with the own cursor while mounted: whenever it is moved otherwise, noise starts from there. */
export function useNoiseCourse(card: ModelCard, cloud: Cloud | null): void {
  useEffect(() => {
    if (!cloud || cloud.embedding.length !== cloud.count * card.latentDim) return;
    let cancel = () => {};
    const begin = () => {
      if (movedElsewhere()) startNoise(card, cloud);
    };
    startNoise(card, cloud);
    const stop = onLive(() => {
      if (!movedElsewhere()) return;
      cancel();
      cancel = after(SETTLE_MS, begin);
    });
    return () => {
      cancel();
      stop();
      endNoise();
    };
  }, [card, cloud]);
}
