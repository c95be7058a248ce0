import type CameraControls from "camera-controls";
import { type PerspectiveCamera, Vector3 } from "three";
import type { Vec3 } from "../../../../server/protocol/entities.ts";
import { prefersReducedMotion } from "../../../_ui/use-media.ts";
import type { SceneControls } from "../../live.ts";
import type { Bounds } from "../cloud/bounds.ts";
import type { CameraHolder } from "./camera-holder.ts";

/** From where the cloud is first seen: a little from the right and from above, so that all three axes show. */
const FIRST_SIGHT = new Vector3(0.55, 0.42, 1).normalize();
const FRONT = new Vector3(0, 0, 1);
/** A look from farther than this many radii comes closer; from nearer it only turns the pivot to the point. */
const FAR_LOOK = 2.6;
/** From nearer than this many radii the camera goes along with a flight. */
const CLOSE_BY = 1.3;

interface Deps {
  controls: CameraControls;
  camera: PerspectiveCamera;
  bounds: Bounds;
  /** A plane at height 0. */
  flat: boolean;
  invalidate: () => void;
  /** Share of the picture's height that a circle around its middle may have without lying under a panel. */
  free: () => number;
  /** Set once a view was asked for. */
  chosen: { current: boolean };
  holder: Pick<CameraHolder, "held" | "acted">;
}

/** The camera as panels know it; `start` shows the whole cloud at once. */
export function createSceneControls(deps: Deps): SceneControls & { start: () => void } {
  const { controls, camera, bounds, flat, invalidate, free, chosen, holder } = deps;
  const at = new Vector3();
  const smooth = (animate: boolean) => animate && !prefersReducedMotion();
  const go = (position: Vec3, target: Vec3, animate: boolean) => {
    void controls.setLookAt(...position, ...target, smooth(animate));
    invalidate();
  };
  const whole = (animate: boolean) => {
    const away = fitDistance(camera, bounds.radius, free());
    const [x, y, z] = bounds.center;
    at.copy(flat ? FRONT : FIRST_SIGHT).multiplyScalar(away);
    go([x + at.x, y + at.y, z + at.z], [x, y, z], animate);
  };
  /** The person steers; false while someone else does. */
  const steer = () => {
    if (holder.held()) return false;
    chosen.current = true;
    holder.acted();
    return true;
  };
  const lookAt = ([x, y, z]: readonly [number, number, number]) => {
    if (!steer()) return;
    void controls.moveTo(x, y, z, smooth(true));
    const far = bounds.radius * FAR_LOOK;
    if (controls.distance > far) void controls.dollyTo(far, smooth(true));
    invalidate();
  };
  return {
    view: () => ({
      position: controls.getPosition(at).toArray(),
      target: controls.getTarget(at).toArray(),
    }),
    distance: () => controls.distance,
    setView: ({ position, target }, animate) => {
      chosen.current = true;
      go(position, target, animate);
    },
    hold: (held) => {
      controls.enabled = !held;
    },
    face: (point, normal, radius) => {
      if (!steer()) return;
      const away = fitDistance(camera, radius, free());
      at.set(...normal)
        .normalize()
        .multiplyScalar(away);
      go([point[0] + at.x, point[1] + at.y, point[2] + at.z], [...point], true);
    },
    resetView: () => {
      if (steer()) whole(true);
    },
    lookAt,
    goAlong: (point) => {
      if (controls.distance <= bounds.radius * CLOSE_BY) lookAt(point);
    },
    turn: (right, up) => {
      if (!steer()) return;
      void controls.rotate(right, -up, smooth(true));
      invalidate();
    },
    approach: (factor) => {
      if (!steer()) return;
      void controls.dollyTo(controls.distance * factor, smooth(true));
      invalidate();
    },
    start: () => whole(false),
  };
}

/** How far away a sphere just fits that share of the picture's height, and its width. */
export function fitDistance(camera: PerspectiveCamera, radius: number, free = 1): number {
  const half = Math.tan((camera.fov * Math.PI) / 360);
  return radius / Math.sin(Math.atan(half * Math.min(free, camera.aspect)));
}

/** What panels leave free around the middle of the picture, as a share of its height; layouts mark it `data-free`. */
export function freeShare(canvas: Element | undefined): number {
  const area = document.querySelector("[data-free]")?.getBoundingClientRect();
  const picture = canvas?.getBoundingClientRect();
  if (!area || !picture || picture.height === 0) return 1;
  const [x, y] = [picture.left + picture.width / 2, picture.top + picture.height / 2];
  const half = Math.min(x - area.left, area.right - x, y - area.top, area.bottom - y);
  // A window so narrow that panels meet shows the cloud behind them.
  return Math.max(0.3, Math.min(1, (2 * half) / picture.height));
}
