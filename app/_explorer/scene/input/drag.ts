import { type Camera, Vector3 } from "three";
import { type LatentProjection, moveTo, project } from "../../../../server/latent/projection.ts";
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
  const anchor = new Vector3(...project(projection, live.z));
  const grip = new Vector3();
  if (hit(camera, anchor, x, y)) grip.copy(anchor).sub(onPlane);
  return {
    to: (nextX, nextY) => {
      endFlight();
      if (!hit(camera, anchor, nextX, nextY)) return;
      onPlane.add(grip);
      moveOwn(moveTo(projection, live.z, [onPlane.x, onPlane.y, onPlane.z]));
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
