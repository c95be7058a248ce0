import { type Camera, Vector3 } from "three";
import type { PlaneInScatter } from "../../../../server/latent/map/map-plane.ts";

const direction = new Vector3();
const away = new Vector3();

/** A plane of the scatter, ready to ask where rays meet it. */
export interface ScenePlane {
  origin: Vector3;
  across: Vector3;
  up: Vector3;
  /** Unit length, towards the side from which across leads right and up leads up. */
  normal: Vector3;
}

export function scenePlane(lies: PlaneInScatter): ScenePlane {
  const [across, up] = [new Vector3(...lies.across), new Vector3(...lies.up)];
  const normal = new Vector3().crossVectors(across, up).normalize();
  return { origin: new Vector3(...lies.origin), across, up, normal };
}

/** Coordinates on the plane (its axes are at right angles in the scatter) of the foot of a point. */
export function coordinatesAt(
  { origin, across, up }: ScenePlane,
  point: Vector3,
): [number, number] {
  away.subVectors(point, origin);
  return [away.dot(across) / across.lengthSq(), away.dot(up) / up.lengthSq()];
}

export function pointOn({ origin, across, up }: ScenePlane, u: number, v: number, into: Vector3) {
  return into.copy(origin).addScaledVector(across, u).addScaledVector(up, v);
}

/** Where the ray through normalised device coordinates (x, y) meets the plane; null where it does not. */
export function planeUnder(
  plane: ScenePlane,
  camera: Camera,
  x: number,
  y: number,
): [number, number] | null {
  direction.set(x, y, 0.5).unproject(camera).sub(camera.position);
  const slope = direction.dot(plane.normal);
  const depth = away.subVectors(plane.origin, camera.position).dot(plane.normal);
  // Parallel, or behind the eye.
  if (Math.abs(slope) < 1e-9 * direction.length() || depth / slope <= 0) return null;
  return coordinatesAt(plane, direction.multiplyScalar(depth / slope).add(camera.position));
}
