import { type ReactNode, type RefObject, useEffect, useMemo } from "react";
import { liftOf } from "../../../server/latent/lift.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { useMap } from "../map/map-state.ts";
import { useExplorer } from "../store.ts";
import { AnswerDots } from "./answers/answer-dots.tsx";
import { CameraRig } from "./camera/camera-rig.tsx";
import { boundsOf, PRIOR_BOUNDS } from "./cloud/bounds.ts";
import { HoverAnchor } from "./cloud/hover-card.tsx";
import { PointCloud } from "./cloud/point-cloud.tsx";
import { type Points, useLasting } from "./cloud/use-lasting.ts";
import { DebugHandle } from "./debug-handle.tsx";
import { Guides } from "./guides/guides.tsx";
import { OwnMotion } from "./input/own-motion.tsx";
import { Pointer } from "./input/pointer.tsx";
import { roomReach } from "./input/room-reach.ts";
import { MapInScene } from "./map/map-in-scene.tsx";
import { NoiseLine } from "./noise/noise-line.tsx";
import { PathLine } from "./path/path-line.tsx";
import { PointerMarks } from "./pointer-mark/pointer-marks.tsx";
import { Posteriors } from "./posterior/ellipsoids.tsx";
import { createCrowd, disposeCrowd } from "./tags/crowd.ts";
import { People } from "./tags/people.tsx";
import { useTheme } from "./theme.ts";
import { BenchWay } from "./way/bench-way.tsx";

interface Props {
  card: ModelCard;
  hoverFrame: RefObject<HTMLDivElement | null>;
  /** A second model stands beside it. */
  split?: boolean;
  children?: ReactNode;
}

/** Those that have a place by now. */
function arrivedOf({ points, arrived }: Points): Float32Array {
  return arrived === undefined ? points : points.subarray(0, 3 * arrived);
}

/** Everything inside the room's own canvas. It renders when the model, its data, the theme or the selected path change; all motion runs in frames. */
export function Stage({ card, hoverFrame, split = false, children }: Props) {
  const cloud = useExplorer((state) => state.cloud);
  const theme = useTheme();
  const onMap = useMap((state) => state.shown !== null);
  const early = useExplorer((state) => state.early);
  const drawn = useLasting(cloud, early, card);
  const bounds = useMemo(() => (drawn ? boundsOf(arrivedOf(drawn.cloud)) : PRIOR_BOUNDS), [drawn]);
  const crowd = useMemo(() => createCrowd(card), [card]);
  useEffect(() => () => disposeCrowd(crowd), [crowd]);
  const reach = useMemo(() => roomReach(card, cloud), [card, cloud]);
  // In a scatter without a formula nothing has a place before the data have come.
  const placed = liftOf(card.projection) !== undefined || card.projection.kind !== "umap";
  return (
    <>
      <OwnMotion card={card} />
      <CameraRig bounds={bounds} split={split} onMap={onMap} flat={card.latentDim === 2} />
      <MapInScene card={card} theme={theme} />
      <Pointer cloud={cloud} bounds={bounds} crowd={crowd} reach={reach} />
      <Guides card={card} radius={bounds.radius} theme={theme} own={crowd.own} />
      {drawn && <PointCloud {...drawn} card={card} bounds={bounds} theme={theme} />}
      {cloud && <Posteriors cloud={cloud} card={card} theme={theme} />}
      {placed && (
        <>
          <NoiseLine card={card} theme={theme} />
          <PathLine card={card} theme={theme} />
          <BenchWay theme={theme} />
          <AnswerDots card={card} theme={theme} />
          <People crowd={crowd} card={card} theme={theme} />
        </>
      )}
      <PointerMarks theme={theme} />
      <HoverAnchor frame={hoverFrame} cloud={cloud} />
      {children}
      <DebugHandle crowd={crowd} />
    </>
  );
}
