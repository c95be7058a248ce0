import { useThree } from "@react-three/fiber";
import { lazy, Suspense, useEffect } from "react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { hideMap, useMap } from "../../map/map-state.ts";
import { forgetPlaces } from "../../map/plane-places.ts";
import type { SceneTheme } from "../theme.ts";

const LatentMap = lazy(async () => ({ default: (await import("./latent-map.tsx")).LatentMap }));

/** The map, if one is shown. Its code comes with the first; one of another model's latents goes. */
export function MapInScene({ card, theme }: { card: ModelCard; theme: SceneTheme }) {
  const invalidate = useThree((state) => state.invalidate);
  const shown = useMap((state) => state.shown);
  const fits = shown?.plane.origin.length === card.latentDim;
  useEffect(() => {
    if (shown) invalidate();
    return () => invalidate();
  }, [shown, invalidate]);
  useEffect(() => {
    if (shown && !fits) hideMap();
  }, [shown, fits]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model's latents are other places.
  useEffect(
    () => () => {
      forgetPlaces();
      const { shown: left } = useMap.getState();
      if (left && left.through.length > 0) hideMap();
    },
    [card],
  );
  if (!shown || !fits) return null;
  return (
    <Suspense fallback={null}>
      <LatentMap card={card} map={shown} theme={theme} />
    </Suspense>
  );
}
