import { create } from "zustand";
import type { Tour, TourStop } from "../../../server/protocol/tour.ts";

/** A tour that this page walks. */
export interface TourWalk {
  tour: Tour;
  /** Index of the stop it stands at. */
  at: number;
  /** Alone, in this page only; or with the lesson, where a host steps for everyone. */
  with: "nobody" | "lesson";
}

interface TourState {
  walk: TourWalk | null;
  /** The card leaves the scene alone; its title stays. */
  folded: boolean;
  /** This person left the lesson's tour, and is not taken along any more. */
  left: boolean;
  /** The tour that is open in the panel. */
  opened: string | null;
}

const initial: TourState = { walk: null, folded: false, left: false, opened: null };

/** What this page shows of tours; the lists of them are the room's (store.ts). */
export const useTour = create<TourState>()(() => initial);

export function resetTour(): void {
  useTour.setState(initial, true);
}

export function stopOf({ tour, at }: TourWalk): TourStop | undefined {
  return tour.stops[at];
}
