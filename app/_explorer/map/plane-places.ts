import { create } from "zustand";
import { distanceBetween } from "../../../server/latent/classes.ts";
import type { ThreeLatents } from "../../../server/protocol/map-address.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { className } from "../colouring/data-words.ts";
import { live } from "../live.ts";
import type { Cloud } from "../store.ts";
import { hideMap, showPlane, useMap } from "./map-state.ts";

/** A place that a plane may go through. */
export interface PlanePlace {
  /** The same for the same place. */
  key: string;
  name: string;
  z: Float32Array;
}

interface PlanePlaces {
  chosen: readonly PlanePlace[];
  /** Why the three that are chosen span no plane that can be shown. */
  fault: "inLine" | "edgeOn" | null;
}

const none: PlanePlaces = { chosen: [], fault: null };

/** The places that this page's person has chosen so far, at most three. */
export const usePlanePlaces = create<PlanePlaces>()(() => none);

/** Takes a place in, or out if it was in; of three the first makes room for a fourth. With three the plane is shown. */
export function togglePlace(card: ModelCard, place: PlanePlace): void {
  const { chosen } = usePlanePlaces.getState();
  const without = chosen.filter(({ key }) => key !== place.key);
  const isNew = without.length === chosen.length;
  choosePlaces(card, isNew ? [...without.slice(-2), place] : without);
}

export function choosePlaces(card: ModelCard, chosen: readonly PlanePlace[]): void {
  usePlanePlaces.setState({ chosen, fault: null });
  if (chosen.length === 3) showChosen(card);
  else if (useMap.getState().shown?.through.length) hideMap();
}

export function showChosen(card: ModelCard): void {
  const { chosen } = usePlanePlaces.getState();
  if (chosen.length !== 3) return;
  const places = chosen.map(({ z }) => z) as unknown as ThreeLatents;
  const names = chosen.map(({ name }) => name);
  const fault = showPlane(card, places, names);
  if (fault) hideMap();
  usePlanePlaces.setState({ fault });
}

export function forgetPlaces(): void {
  usePlanePlaces.setState(none);
}

/** Of each of the three classes that are nearest to the own cursor, the datum that is. */
export function nearestOfClasses(
  { latentDim, dataset }: ModelCard,
  { embedding, labels, count }: Cloud,
): PlanePlace[] {
  const best = new Map<number, { row: number; away: number }>();
  for (let row = 0; row < count; row++) {
    const z = embedding.subarray(row * latentDim, (row + 1) * latentDim);
    const [label, away] = [labels[row] ?? 0, distanceBetween(z, live.z)];
    if (away < (best.get(label)?.away ?? Number.POSITIVE_INFINITY)) best.set(label, { row, away });
  }
  return [...best]
    .sort(([, a], [, b]) => a.away - b.away)
    .slice(0, 3)
    .map(([label, { row }]) => ({
      key: `row ${row}`,
      name: className(dataset, label),
      z: embedding.slice(row * latentDim, (row + 1) * latentDim),
    }));
}
