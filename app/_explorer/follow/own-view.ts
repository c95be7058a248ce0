import type { View } from "../../../server/protocol/entities.ts";
import type { ViewState } from "../../../server/protocol/view-state.ts";
import { hasColouring } from "../colouring/columns.ts";
import { showLayers, shownLayers } from "../layers/layers.ts";
import { live } from "../live.ts";
import { isTab, openTab, useUi } from "../panel/ui-state.ts";
import { useExplorer } from "../store.ts";

const NO_CAMERA: View = { position: [0, 0, 1], target: [0, 0, 0] };

/** Parts of a view that can be taken over one by one. */
export interface ViewParts {
  camera: boolean;
  /** Filter, points or images, layers, and the selected path. */
  look: boolean;
  /** The open panel. */
  tab: boolean;
}

const EVERYTHING: ViewParts = { camera: true, look: true, tab: true };

/** What this page shows now. */
export function ownViewState(): ViewState {
  const { colouring, hiddenClasses, thumbnailsInCloud, selectedPath } = useExplorer.getState();
  const layers = shownLayers();
  return {
    camera: live.scene?.view() ?? NO_CAMERA,
    colouring,
    hiddenClasses: [...hiddenClasses].sort((a, b) => a - b),
    images: thumbnailsInCloud,
    tab: useUi.getState().tab,
    selectedPath,
    pointer: live.pointer,
    ...(layers && { layers }),
  };
}

/**
 * Shows what `view` says. What this page does not know (a path that was deleted, a panel of a later version) stays as it
 * is. Without a scene, which loads after the page, the camera is left out.
 * @param what the parts to take over; all where left out
 */
export function applyViewState(
  view: ViewState,
  { animate, what = EVERYTHING }: { animate: boolean; what?: Partial<ViewParts> },
): void {
  if (what.camera) live.scene?.setView(view.camera, animate);
  if (what.look) applyLook(view);
  if (what.tab && isTab(view.tab) && view.tab !== useUi.getState().tab) openTab(view.tab);
}

function applyLook(view: ViewState): void {
  const { images, layers = "", selectedPath } = view;
  showLayers(layers);
  applyColouring(view);
  const { paths, ...now } = useExplorer.getState();
  if (now.thumbnailsInCloud !== images) useExplorer.setState({ thumbnailsInCloud: images });
  const known = selectedPath === null || paths.some(({ id }) => id === selectedPath);
  if (known && now.selectedPath !== selectedPath) useExplorer.setState({ selectedPath });
}

/** A colouring and what it hides belong together: where these data have no such one, the own stays, with what it hides. */
function applyColouring({ colouring, hiddenClasses }: ViewState): void {
  const { card, colouring: own, hiddenClasses: hidden } = useExplorer.getState();
  if (!card || !hasColouring(card.dataset, colouring)) return;
  const same =
    own === colouring &&
    hidden.size === hiddenClasses.length &&
    hiddenClasses.every((index) => hidden.has(index));
  if (!same) useExplorer.setState({ colouring, hiddenClasses: new Set(hiddenClasses) });
}
