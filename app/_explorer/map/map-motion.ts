import { type Camera, Vector3 } from "three";
import { coordinatesOn, latentOn, WHOLE_PLANE } from "../../../server/latent/map/map-plane.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { live, moveOwn } from "../live.ts";
import type { Drag } from "../scene/input/drag.ts";
import { endFlight } from "../scene/input/flight.ts";
import { planeUnder, type ScenePlane, scenePlane } from "../scene/map/plane-geometry.ts";
import { type ShownMap, useMap } from "./map-state.ts";

type Plane = Pick<ShownMap, "plane" | "lies">;

/** Farther from a plane than this, σ, the own cursor is not on it. */
const ON_PLANE = 1e-3;
/** Distance of the camera, σ, from which keys move the cursor as fast as elsewhere. */
const FULL_SPEED_FROM = 6;

const FLAT: Plane = {
  plane: WHOLE_PLANE,
  lies: { origin: [0, 0, 0], across: [1, 0, 0], up: [0, 1, 0] },
};

/** The latent under the pointer on the map that is shown; null where there is no map. */
export function latentUnder(camera: Camera, x: number, y: number): Float32Array | null {
  const { shown } = useMap.getState();
  if (!shown) return null;
  const at = planeUnder(scenePlane(shown.lies), camera, x, y);
  if (!at || at.some((value) => Math.abs(value) > shown.plane.reach)) return null;
  return latentOn(shown.plane, ...at);
}

/** Takes hold of the own cursor where it stands on the map: it then stays on it. Null where it does not stand on one. */
export function grabOnMap(card: ModelCard, camera: Camera, x: number, y: number): Drag | null {
  const on = planeOfOwn(card);
  if (!on) return null;
  const scene = scenePlane(on.lies);
  const from = planeUnder(scene, camera, x, y);
  if (!from || isGrazing(scene, camera)) return null;
  endFlight();
  const [u, v] = coordinatesOn(on.plane, live.z);
  const grip = [u - from[0], v - from[1]] as const;
  return {
    to(nextX, nextY) {
      const at = planeUnder(scene, camera, nextX, nextY);
      if (!at) return;
      endFlight();
      const within = (value: number) => Math.min(on.plane.reach, Math.max(-on.plane.reach, value));
      moveOwn(latentOn(on.plane, within(at[0] + grip[0]), within(at[1] + grip[1])));
    },
  };
}

/** A step of the own cursor by keys along the axes of the map that it stands on; null where it stands on none. */
export function stepOnMap(
  card: ModelCard,
  [right, up, away]: readonly [number, number, number],
): Float32Array | null {
  const on = planeOfOwn(card);
  if (!on || (away !== 0 && card.latentDim > 2)) return null;
  const [u, v] = coordinatesOn(on.plane, live.z);
  return latentOn(on.plane, u + right, v + up);
}

/** Share of their speed at which keys move the cursor: on the map, by how near one has come. */
export function keySpeed(): number {
  if (!useMap.getState().shown || !live.scene) return 1;
  return Math.min(1, live.scene.distance() / FULL_SPEED_FROM);
}

function planeOfOwn({ latentDim }: ModelCard): Plane | null {
  const { shown } = useMap.getState();
  if (latentDim === 2) return FLAT;
  if (!shown || live.z.length !== shown.plane.origin.length) return null;
  const foot = latentOn(shown.plane, ...coordinatesOn(shown.plane, live.z));
  const off = Math.sqrt(foot.reduce((sum, value, d) => sum + (value - (live.z[d] ?? 0)) ** 2, 0));
  return off < ON_PLANE ? shown : null;
}

/** Seen so flatly that a pixel would be a leap. */
function isGrazing({ normal }: ScenePlane, camera: Camera): boolean {
  return Math.abs(camera.getWorldDirection(new Vector3()).dot(normal)) < 0.12;
}
