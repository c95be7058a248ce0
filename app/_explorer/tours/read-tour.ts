import type { Tour } from "../../../server/protocol/tour.ts";
import { shownLocale } from "../../_i18n/text.ts";
import { ask } from "../connection/commands.ts";
import { useExplorer } from "../store.ts";

/** The newest revision read of each tour, in the language shown. */
const kept = new Map<string, Tour>();
const asked = new Map<string, Promise<Tour | undefined>>();

const keyOf = (id: string) => `${shownLocale()} ${id}`;

/** A tour with its stops as they are now; undefined when it could not be had, which was told. */
export async function readTour(id: string): Promise<Tour | undefined> {
  const revision = useExplorer.getState().tours.find((tour) => tour.id === id)?.revision;
  const key = keyOf(id);
  const known = kept.get(key);
  if (known && known.revision === revision) return known;
  // One question at a time, however many parts of the page want it.
  const answer = asked.get(key) ?? ask("tour:read", { id, language: shownLocale() });
  asked.set(key, answer);
  const tour = await answer.finally(() => asked.delete(key));
  if (tour) keepTour(tour);
  return tour;
}

export function keepTour(tour: Tour): void {
  kept.set(keyOf(tour.id), tour);
}
