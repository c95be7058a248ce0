import { useFrame, useThree } from "@react-three/fiber";
import CameraControls from "camera-controls";
import { useEffect, useMemo, useRef } from "react";
import {
  Box3,
  Matrix4,
  type PerspectiveCamera,
  Quaternion,
  Raycaster,
  Sphere,
  Spherical,
  Vector2,
  Vector3,
  Vector4,
} from "three";
import { useReducedMotion } from "../../../_ui/use-media.ts";
import type { Bounds } from "../cloud/bounds.ts";
import { FRAME } from "../frame-order.ts";
import { type CameraHolder, roomCamera } from "./camera-holder.ts";
import { createSceneControls, fitDistance, freeShare } from "./camera-views.ts";

const THREE = {
  Vector2,
  Vector3,
  Vector4,
  Quaternion,
  Matrix4,
  Spherical,
  Box3,
  Sphere,
  Raycaster,
};
CameraControls.install({ THREE });

interface Props {
  bounds: Bounds;
  holder?: CameraHolder;
  /** Its picture is one of two. */
  split?: boolean;
  /** Two dimensions are a plane, seen from the front. */
  flat?: boolean;
  /** A map is shown: one may come as close as its finest images. */
  onMap?: boolean;
}

/** Where an image of the map's finest level is some sixty pixels wide, scene units. */
const MAP_CLOSEST = 0.008;

/** Orbit, pan and zoom; offers its controls to the holder while mounted. Draws a frame only when the camera moves. */
export function CameraRig(props: Props) {
  const { bounds, holder = roomCamera, split = false, onMap = false, flat = false } = props;
  const camera = useThree((state) => state.camera) as PerspectiveCamera;
  const canvas = useThree((state) => state.gl.domElement) as HTMLCanvasElement | undefined;
  const invalidate = useThree((state) => state.invalidate);
  const set = useThree((state) => state.set);
  const controls = useMemo(() => new CameraControls(camera), [camera]);
  // Once the person or a bookmark chose a view, the arrival of the data no longer changes it.
  const chosen = useRef(false);

  const still = useReducedMotion();
  useEffect(() => {
    controls.draggingSmoothTime = still ? 0 : 0.08;
    controls.smoothTime = still ? 0 : 0.22;
  }, [controls, still]);

  useEffect(() => {
    const { ROTATE, TRUCK } = CameraControls.ACTION;
    // Shift and a plain drag pans, for trackpads without a right button.
    const choose = (event: PointerEvent) => {
      controls.mouseButtons.left = event.shiftKey ? TRUCK : ROTATE;
    };
    canvas?.parentElement?.addEventListener("pointerdown", choose, { capture: true });
    const wake = () => invalidate();
    const waking = ["controlstart", "control", "wake", "transitionstart"] as const;
    const choseView = () => {
      chosen.current = true;
      holder.acted();
    };
    for (const name of waking) controls.addEventListener(name, wake);
    controls.addEventListener("controlstart", choseView);
    if (canvas) controls.connect(canvas);
    return () => {
      canvas?.parentElement?.removeEventListener("pointerdown", choose, { capture: true });
      for (const name of waking) controls.removeEventListener(name, wake);
      controls.removeEventListener("controlstart", choseView);
      if (canvas) controls.disconnect();
    };
  }, [controls, canvas, invalidate, holder]);

  useEffect(() => {
    const closest = onMap ? MAP_CLOSEST : bounds.radius * 0.08;
    controls.minDistance = closest;
    // One comes closer to what the pointer shows, since a map has no middle.
    controls.dollyToCursor = onMap;
    camera.near = closest / 8;
    camera.updateProjectionMatrix();
    invalidate();
  }, [controls, camera, bounds, onMap, invalidate]);

  useEffect(() => {
    controls.maxDistance = bounds.radius * 12;
    camera.far = bounds.radius * 40;
    camera.updateProjectionMatrix();
    const scene = createSceneControls({
      controls,
      camera,
      bounds,
      flat,
      invalidate,
      free: () => freeShare(canvas),
      chosen,
      holder,
    });
    scene.hold(holder.held());
    const giveBack = holder.take(scene);
    if (!chosen.current) scene.start();
    return giveBack;
  }, [controls, camera, canvas, bounds, flat, invalidate, holder]);

  useRefit(controls, canvas, split);

  // Where React Three Fiber keeps a scene's controls, for whoever turns the camera from outside.
  useEffect(() => {
    set({ controls: controls as never });
    return () => set({ controls: null });
  }, [controls, set]);

  useFrame((_, delta) => {
    if (controls.update(Math.min(delta, 0.1))) {
      invalidate();
      holder.moved();
    }
    camera.updateMatrixWorld();
  }, FRAME.camera);
  return null;
}

/** A picture that is halved, or whole again, has another shape: from farther away or nearer the same is to be seen. */
function useRefit(
  controls: CameraControls,
  canvas: HTMLCanvasElement | undefined,
  split: boolean,
): void {
  const camera = useThree((state) => state.camera) as PerspectiveCamera;
  const size = useThree((state) => state.size);
  const last = useRef({ split, size, away: 0 });
  useEffect(() => {
    const before = last.current;
    // The size follows a moment later: until then this is still the picture of before.
    if (before.split !== split && before.size === size) return;
    const away = fitDistance(camera, 1, freeShare(canvas));
    last.current = { split, size, away };
    if (before.split !== split && before.away > 0)
      void controls.dollyTo((controls.distance * away) / before.away, false);
  }, [controls, camera, canvas, size, split]);
}
