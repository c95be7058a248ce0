import { useState } from "react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import type { Cloud, EarlyCloud } from "../../store.ts";

/** Points with a colour; where not all have come yet, how many have. */
export type Points = Pick<Cloud, "points" | "labels" | "count"> &
  Partial<Pick<EarlyCloud, "arrived">>;

/** What the scene draws of the data: the points as they are, and where the same data were in the model before. */
export interface DrawnCloud {
  cloud: Points;
  before: Points | null;
}

interface Held extends DrawnCloud {
  data: string;
}

/**
 * While the points of another model of the same data are loaded, those of the last are drawn on; when they are here, they
 * know where they come from. Where there are none to draw on, the first that come are drawn at once.
 */
export function useLasting(
  cloud: Cloud | null,
  early: EarlyCloud | null,
  { dataset }: ModelCard,
): DrawnCloud | null {
  const [held, setHeld] = useState<Held | null>(null);
  const next = cloud ?? (held ? null : early);
  if (held && held.data !== dataset.hash) setHeld(null);
  else if (next && next !== held?.cloud) {
    // The same points, all of them now: they stay where they are.
    const before = held?.cloud.points === next.points ? held.before : (held?.cloud ?? null);
    setHeld({ cloud: next, before, data: dataset.hash });
  }
  return held;
}
