import { project } from "../../../../server/latent/projection.ts";
import { shadows } from "../../beside/linked.ts";
import type { Seen } from "../../beside/reconstructions.ts";
import { codeOf, nearestPoint } from "../../beside/shadows.ts";
import { shadesOf } from "../../colouring/attributes.ts";
import { moveOwn } from "../../live.ts";
import { dragFrom } from "../input/drag.ts";
import { endFlight } from "../input/flight.ts";
import type { Reach } from "../input/pointer.tsx";
import { flyToRow, pointOf } from "../input/room-reach.ts";

/**
 * The pointer in the second model. The own cursor lives in the room's: dragged here, it goes from datum to datum, each
 * time to the room's code of the one that is nearest here.
 */
export function besideReach(room: Seen, beside: Seen): Reach {
  const { latentDim } = room.card;
  return {
    grab(camera, x, y) {
      endFlight();
      let standsAt = shadows.row;
      return dragFrom(project(beside.card.projection, shadows.z), camera, [x, y], (point) => {
        endFlight();
        const { labels, hidden } = shadesOf(beside.cloud);
        const row = nearestPoint({ points: beside.cloud.points, labels }, point, hidden);
        if (row === null || row === standsAt) return;
        standsAt = row;
        moveOwn(codeOf({ values: room.cloud.embedding, latentDim }, row));
      });
    },
    flyTo: (row) => flyToRow(room.cloud, row, latentDim),
    // Others see the room's model: of what is pointed at here only data are there too.
    placeUnder: (row) => (row === null ? null : pointOf(room.cloud, row)),
  };
}
