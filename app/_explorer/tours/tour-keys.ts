import { isTaken } from "../keys/is-taken.ts";
import { useTour } from "./tour-state.ts";
import { endWalk, goToStop, mayStep, step } from "./walk-tour.ts";

/** By physical key: arrows, and what the presenters' remote controls send. */
const KEYS: Readonly<Record<string, () => void>> = {
  ArrowRight: () => step(1),
  PageDown: () => step(1),
  ArrowLeft: () => step(-1),
  PageUp: () => step(-1),
  Home: () => goToStop(0),
  End: () => goToStop((useTour.getState().walk?.tour.stops.length ?? 1) - 1),
  Escape: endWalk,
};

/** While this page steps a tour, these keys are the tour's and do not move the cursor. Returns the undo. */
export function watchTourKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const act = KEYS[event.code];
    if (!act || isTaken(event) || !mayStep(useTour.getState().walk)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // A held key would run through the whole tour.
    if (!event.repeat) act();
  };
  // First of all listeners: those that move the cursor hear nothing of these keys.
  window.addEventListener("keydown", onKeyDown, { capture: true });
  return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
}
