import { stopFits, type TourStop } from "../../../server/protocol/tour.ts";
import { COMPACT, prefersReducedMotion } from "../../_ui/use-media.ts";
import { applyViewState, ownViewState } from "../follow/own-view.ts";
import { live } from "../live.ts";
import { useExplorer } from "../store.ts";
import { goTo } from "../travel.ts";
import { onceScene } from "../view-link/open-view-link.ts";
import { playAlong, showStopPath } from "./play-along.ts";

let stopWaiting = () => {};

/** Takes this page to a stop: place, camera and all. Where its latents do not fit the model, the place is left out. */
export function showStop(stop: TourStop): void {
  leaveStop();
  const { layers: _, ...own } = ownViewState();
  const camera = stop.view.camera;
  const view = { ...own, ...stop.view, camera: camera ?? own.camera, selectedPath: null };
  // On a phone the card lies where the panels are.
  const what = { camera: camera !== null, look: true, tab: !matchMedia(COMPACT).matches };
  if (camera && !live.scene) stopWaiting = onceScene(() => live.scene?.setView(camera, false));
  applyViewState(view, { animate: true, what });
  const { card } = useExplorer.getState();
  if (!card || !stopFits(card, stop)) return;
  showStopPath(stop.path);
  if (stop.path && !prefersReducedMotion()) playAlong(stop.path);
  else goTo(stop.z);
}

/** Nothing of the stop before is waited for or drawn any more. */
export function leaveStop(): void {
  stopWaiting();
  stopWaiting = () => {};
  if (useExplorer.getState().tourPath) showStopPath(null);
}
