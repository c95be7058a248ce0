import { create } from "zustand";
import {
  coordinatesOn,
  type MapPlane,
  type PlaneInScatter,
  planeInScatter,
  planeThrough,
  WHOLE_PLANE,
} from "../../../server/latent/map/map-plane.ts";
import { type ThreeLatents, WHOLE, writePlaces } from "../../../server/protocol/map-address.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";

/** What the map is coloured by. */
export const GROUNDS = ["none", "density", "error", "kl"] as const;
export type Ground = (typeof GROUNDS)[number];

/** A map that lies in the scene. */
export interface ShownMap {
  /** As tiles are addressed. */
  name: string;
  plane: MapPlane;
  lies: PlaneInScatter;
  /** The places it goes through, where they lie on it; none for the whole of two dimensions. */
  through: readonly { name: string; at: readonly [number, number] }[];
}

interface MapState {
  shown: ShownMap | null;
  ground: Ground;
  /** The ground is also height. */
  relief: boolean;
  /** Tiles could not be had: one sentence. */
  fault: string | null;
  /** Rises when the person asks for what failed again. */
  retries: number;
}

const initial: MapState = { shown: null, ground: "none", relief: false, fault: null, retries: 0 };

/** The map of this page. */
export const useMap = create<MapState>()(() => initial);

export function resetMap(): void {
  useMap.setState(initial);
}

export function showWholeMap({ projection }: Pick<ModelCard, "projection">): void {
  const lies = planeInScatter(WHOLE_PLANE, projection);
  if (!lies) return;
  useMap.setState({
    shown: { name: WHOLE, plane: WHOLE_PLANE, lies, through: [] },
    fault: null,
  });
}

/** @returns why there is no such map, else null */
export function showPlane(
  { projection }: Pick<ModelCard, "projection">,
  places: ThreeLatents,
  names: readonly string[],
): "inLine" | "edgeOn" | null {
  const plane = planeThrough(places, projection);
  if (!plane) return "inLine";
  const lies = planeInScatter(plane, projection);
  if (!lies) return "edgeOn";
  const through = places.map((z, i) => ({ name: names[i] ?? "", at: coordinatesOn(plane, z) }));
  const shown = { name: writePlaces(places), plane, lies, through };
  useMap.setState({ shown, relief: false, fault: null });
  return null;
}

export function hideMap(): void {
  useMap.setState({ shown: null, fault: null });
}

export function retryMap(): void {
  useMap.setState(({ retries }) => ({ retries: retries + 1, fault: null }));
}
