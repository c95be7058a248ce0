import { project } from "../../../server/latent/projection.ts";
import { live, type SceneControls } from "../live.ts";
import { useExplorer } from "../store.ts";
import { useMap } from "./map-state.ts";

/**
 * A map has no middle: by keyboard one comes closer to the own cursor, where a wheel comes closer to what it points to.
 * @param controls of the half in which the person is; only the room's own has a map
 */
export function lookAtOwnOnMap(controls: SceneControls | null): void {
  const { card } = useExplorer.getState();
  if (!card || !controls || controls !== live.scene || !useMap.getState().shown) return;
  controls.lookAt(project(card.projection, live.z));
}
