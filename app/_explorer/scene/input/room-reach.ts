import { Vector3 } from "three";
import type { Vec3 } from "../../../../server/protocol/entities.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { flyOwn, live } from "../../live.ts";
import { grabOnMap, latentUnder } from "../../map/map-motion.ts";
import type { Cloud } from "../../store.ts";
import { planePoint, startDrag } from "./drag.ts";
import type { Reach } from "./pointer.tsx";

/** The pointer in the room's own model: the cursor goes wherever it is taken. */
export function roomReach(card: ModelCard, cloud: Cloud | null): Reach {
  const { projection, latentDim } = card;
  return {
    grab: (camera, x, y) => grabOnMap(card, camera, x, y) ?? startDrag(projection, camera, x, y),
    flyBetween: (camera, x, y) => {
      const z = latentUnder(camera, x, y);
      if (z) flyOwn(z);
    },
    flyTo: (row) => {
      if (cloud) flyToRow(cloud, row, latentDim);
    },
    // The datum under the pointer, else where its ray meets the plane that the camera looks at.
    placeUnder(row, camera, x, y) {
      if (row !== null && cloud) return pointOf(cloud, row);
      const at = new Vector3(...(live.scene?.view().target ?? [0, 0, 0]));
      return (planePoint(camera, at, x, y) ?? at).toArray();
    },
  };
}

/** Glides the own cursor to a data point: to its exact row of the embedding. */
export function flyToRow(cloud: Cloud, row: number, latentDim: number): void {
  flyOwn(cloud.embedding.subarray(row * latentDim, (row + 1) * latentDim));
  live.scene?.goAlong(pointOf(cloud, row));
}

export function pointOf({ points }: Pick<Cloud, "points">, row: number): Vec3 {
  const [x = 0, y = 0, z = 0] = points.subarray(3 * row, 3 * row + 3);
  return [x, y, z];
}
