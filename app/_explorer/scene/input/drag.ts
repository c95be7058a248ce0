import { type Camera, Vector3 } from "three";
import { type LatentProjection, moveTo, project } from "../../../../server/latent/projection.ts";
import type { Vec3 } from "../../../../server/protocol/entities.ts";
import { live, moveOwn } from "../../live.ts";
import { endFlight } from "./flight.ts";

const normal = new Vector3();
const onPlane = new Vector3();
const direction = new Vector3();

/** A drag of the own cursor. `x` and `y` are normalised device coordinates of the pointer. */
export interface Drag {
  to: (x: number, y: number) => void;
}

/**
 * Takes hold of the own cursor: it then follows the pointer in the plane through it that faces the camera, without
 * jumping to the pointer first, and its place along the line of sight stays.
 */
export function startDrag(
  projection: LatentProjection,
  camera: Camera,
  x: number,
  y: number,
): Drag {
  endFlight();
  const from = live.z;
  return dragFrom(project(projection, from), camera, [x, y], (point) => {
    endFlight();
    moveOwn(moveTo(projection, from, point));
  });
}

/**
 * Takes hold of what is seen at `from`. `x` and `y` are where the pointer is.
 * @param put hears where it is dragged to, in the scatter
 */
export function dragFrom(
  from: Vec3,
  camera: Camera,
  [x, y]: readonly [number, number],
  put: (point: Vec3) => void,
): Drag {
  const anchor = new Vector3(...from);
  const grip = new Vector3();
  if (hit(camera, anchor, x, y)) grip.copy(anchor).sub(onPlane);
  return {
    to: (nextX, nextY) => {
      if (hit(camera, anchor, nextX, nextY)) put(onPlane.add(grip).toArray());
    },
  };
}

/** Where the ray through (x, y) meets the plane through `anchor` that faces the camera; null where it does not. */
export function planePoint(camera: Camera, anchor: Vector3, x: number, y: number): Vector3 | null {
  return hit(camera, anchor, x, y) ? onPlane.clone() : null;
}

/** Where the pointer's ray meets the plane through `anchor` that faces the camera, in `onPlane`. */
function hit(camera: Camera, anchor: Vector3, x: number, y: number): boolean {
  camera.updateMatrixWorld();
  camera.getWorldDirection(normal);
  direction.set(x, y, 0.5).unproject(camera).sub(camera.position).normalize();
  const slope = direction.dot(normal);
  const depth = onPlane.copy(anchor).sub(camera.position).dot(normal);
  if (slope < 1e-6 || depth <= 0) return false;
  onPlane.copy(camera.position).addScaledVector(direction, depth / slope);
  return true;
}
