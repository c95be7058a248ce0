import { WHOLE } from "../../../server/protocol/map-address.ts";
import type { Layer } from "../layers/layer.ts";
import { useExplorer } from "../store.ts";
import { GROUNDS, hideMap, showWholeMap, useMap } from "./map-state.ts";

/**
 * The map of two dimensions goes along with a view, with what it is coloured by: `density-relief`. A plane through three
 * places does not: its places may be anybody's.
 */
export const mapLayer: Layer = {
  read() {
    const { shown, ground, relief } = useMap.getState();
    if (shown?.name !== WHOLE) return null;
    return [ground === "none" ? "" : ground, relief ? "relief" : ""].filter(Boolean).join("-");
  },
  show(word) {
    if (word === null) return hideMap();
    const { card } = useExplorer.getState();
    if (card?.latentDim !== 2) return;
    const parts = word.split("-");
    const ground = GROUNDS.find((name) => parts.includes(name)) ?? "none";
    useMap.setState({ ground, relief: parts.includes("relief") });
    if (useMap.getState().shown?.name !== WHOLE) showWholeMap(card);
  },
  onChange: useMap.subscribe,
};
