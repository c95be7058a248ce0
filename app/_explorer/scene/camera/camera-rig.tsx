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
import { live, liveChanged, ownAct, viewChanged } from "../../live.ts";
import type { Bounds } from "../cloud/bounds.ts";
import { FRAME } from "../frame-order.ts";
import { createSceneControls, freeShare } from "./camera-views.ts";

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

/** Orbit, pan and zoom; offers `live.scene` to the panels while mounted. Draws a frame only when the camera moves. */
export function CameraRig({ bounds }: { bounds: Bounds }) {
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
    controls.dollyToCursor = false;
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
      ownAct("camera");
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
  }, [controls, canvas, invalidate]);

  useEffect(() => {
    controls.minDistance = bounds.radius * 0.08;
    controls.maxDistance = bounds.radius * 12;
    camera.near = bounds.radius * 0.01;
    camera.far = bounds.radius * 40;
    camera.updateProjectionMatrix();
    const scene = createSceneControls({
      controls,
      camera,
      bounds,
      invalidate,
      free: () => freeShare(canvas),
      chosen,
    });
    live.scene = scene;
    scene.hold(live.held);
    liveChanged();
    if (!chosen.current) scene.start();
    return () => {
      if (live.scene === scene) live.scene = null;
    };
  }, [controls, camera, canvas, bounds, invalidate]);

  // Where React Three Fiber keeps a scene's controls, for whoever turns the camera from outside.
  useEffect(() => {
    set({ controls: controls as never });
    return () => set({ controls: null });
  }, [controls, set]);

  useFrame((_, delta) => {
    if (controls.update(Math.min(delta, 0.1))) {
      invalidate();
      viewChanged();
    }
    camera.updateMatrixWorld();
  }, FRAME.camera);
  return null;
}
