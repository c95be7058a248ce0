import { useThree } from "@react-three/fiber";
import { type RefObject, useEffect, useMemo } from "react";
import { Color, SRGBColorSpace } from "three";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { onLive } from "../live.ts";
import { useExplorer } from "../store.ts";
import { AnswerDots } from "./answers/answer-dots.tsx";
import { CameraRig } from "./camera/camera-rig.tsx";
import { boundsOf, PRIOR_BOUNDS } from "./cloud/bounds.ts";
import { HoverAnchor } from "./cloud/hover-card.tsx";
import { PointCloud } from "./cloud/point-cloud.tsx";
import { DebugHandle } from "./debug-handle.tsx";
import { Guides } from "./guides/guides.tsx";
import { OwnMotion } from "./input/own-motion.tsx";
import { Pointer } from "./input/pointer.tsx";
import { PathLine } from "./path/path-line.tsx";
import { PointerMarks } from "./pointer-mark/pointer-marks.tsx";
import { createCrowd, disposeCrowd } from "./tags/crowd.ts";
import { People } from "./tags/people.tsx";
import { useTheme } from "./theme.ts";

interface Props {
  card: ModelCard;
  hoverFrame: RefObject<HTMLDivElement | null>;
}

/** Everything inside the canvas. It renders when the model, its data, the theme or the selected path change; all motion runs in frames. */
export function Stage({ card, hoverFrame }: Props) {
  const cloud = useExplorer((state) => state.cloud);
  const theme = useTheme();
  const bounds = useMemo(() => (cloud ? boundsOf(cloud.points) : PRIOR_BOUNDS), [cloud]);
  const crowd = useMemo(() => createCrowd(card), [card]);
  useEffect(() => () => disposeCrowd(crowd), [crowd]);
  useWake();
  const scene = useThree((state) => state.scene);
  useEffect(() => {
    const { x, y, z } = theme.background;
    scene.background = new Color().setRGB(x, y, z, SRGBColorSpace);
  }, [scene, theme]);
  return (
    <>
      <OwnMotion card={card} />
      <CameraRig bounds={bounds} />
      <Pointer card={card} cloud={cloud} bounds={bounds} crowd={crowd} />
      <Guides card={card} radius={bounds.radius} theme={theme} own={crowd.own} />
      {cloud && <PointCloud cloud={cloud} card={card} bounds={bounds} theme={theme} />}
      <PathLine card={card} theme={theme} />
      <AnswerDots card={card} theme={theme} />
      <PointerMarks theme={theme} />
      <People crowd={crowd} card={card} theme={theme} />
      <HoverAnchor frame={hoverFrame} />
      <DebugHandle crowd={crowd} />
    </>
  );
}

/** Draws a frame whenever something in `live` or the store changed, and none in between. */
function useWake(): void {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    const wake = () => invalidate();
    const stopLive = onLive(wake);
    const stopStore = useExplorer.subscribe(wake);
    return () => {
      stopLive();
      stopStore();
    };
  }, [invalidate]);
}
