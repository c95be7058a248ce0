import { live } from "../live.ts";
import { boundsOf } from "../scene/cloud/bounds.ts";
import { scenePlane } from "../scene/map/plane-geometry.ts";
import { useExplorer } from "../store.ts";
import { type ShownMap, useMap } from "./map-state.ts";

/** Looks straight at the map that is shown: at nearly all of its data, or at its three places. */
export function faceMap(): void {
  const { shown } = useMap.getState();
  if (!shown) return;
  const { normal } = scenePlane(shown.lies);
  const { center, radius } = shown.through.length > 0 ? aroundPlaces(shown) : aroundData();
  live.scene?.face([...center], normal.toArray(), radius);
}

function aroundData() {
  return boundsOf(useExplorer.getState().cloud?.points ?? new Float32Array());
}

function aroundPlaces({ through, lies }: ShownMap) {
  const longest = Math.max(Math.hypot(...lies.across), Math.hypot(...lies.up));
  const farthest = Math.max(...through.map(({ at }) => Math.hypot(...at)));
  return { center: lies.origin, radius: 1.25 * longest * farthest };
}
