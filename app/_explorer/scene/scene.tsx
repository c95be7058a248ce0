"use client";

import dynamic from "next/dynamic";
import { useEffect, useMemo, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { embeddingCount } from "../../../server/protocol/card-shape.ts";
import { useBench } from "../bench/bench-store.ts";
import { useBeside } from "../beside/beside.ts";
import type { Seen } from "../beside/reconstructions.ts";
import { loadCloud } from "../cloud.ts";
import { SceneBoundary } from "../panel/notices/scene-boundary.tsx";
import { useUi } from "../panel/ui-state.ts";
import { useExplorer } from "../store.ts";
import { DatumRings } from "./beside/datum-rings.tsx";
import { HalfTitle } from "./beside/half-title.tsx";
import { CloudStatus } from "./cloud/cloud-status.tsx";
import { HoverCard } from "./cloud/hover-card.tsx";
import { Half } from "./half.tsx";
import { quietThree } from "./quiet-three.ts";
import styles from "./scene.module.css";
import { Stage } from "./stage.tsx";
import { hasWebGl, NoWebGl } from "./webgl.tsx";

const BesideHalf = dynamic(
  () => import("./beside/beside-half.tsx").then((module) => module.BesideHalf),
  { ssr: false },
);

quietThree();

/** The shared scatter with everyone's cursors; where the room shows a second model, that one's beside it. Load it without server rendering. */
export function Scene() {
  const t = useTranslations();
  const card = useExplorer((state) => state.card);
  const cloud = useExplorer((state) => state.cloud);
  const second = useBeside((state) => state.card);
  // Under the wall, or a bench that covers it, nobody sees it.
  const benchCovers = useBench((state) => state.full);
  const covered = useUi(({ dialog }) => dialog === "wall" || (dialog === "bench" && benchCovers));
  const hover = useRef<HTMLDivElement>(null);
  const room = useMemo((): Seen | null => {
    // For a moment the data may still be those of the model before.
    const fits = card && cloud?.embedding.length === embeddingCount(card) * card.latentDim;
    return fits ? { card, cloud } : null;
  }, [card, cloud]);
  useEffect(() => {
    if (card) void loadCloud(card);
  }, [card]);
  if (!hasWebGl())
    return (
      <div className={styles.scene} data-testid="scene">
        <NoWebGl />
      </div>
    );
  return (
    <div className={styles.scene} data-testid="scene" data-halves={second ? 2 : 1}>
      <Half
        name="room"
        label={t("scene.keys")}
        covered={covered}
        stage={
          card && (
            <Stage card={card} hoverFrame={hover} split={second !== null}>
              {second && cloud && <DatumRings cloud={cloud} />}
            </Stage>
          )
        }
      >
        {second && card && <HalfTitle card={card} />}
        <HoverCard frame={hover} card={card} cloud={cloud} />
        <CloudStatus />
      </Half>
      {second && (
        <SceneBoundary>
          <BesideHalf card={second} room={room} covered={covered} />
        </SceneBoundary>
      )}
    </div>
  );
}
