import type { StopPath, Tour, TourStop } from "../../../server/protocol/tour.ts";
import type { StopDraft } from "../../../server/protocol/tour-schema.ts";
import { shownLocale, text } from "../../_i18n/text.ts";
import { ask } from "../connection/commands.ts";
import { ownViewState } from "../follow/own-view.ts";
import { live } from "../live.ts";
import { readPath } from "../saved.ts";
import { toast, useExplorer } from "../store.ts";
import { keepTour, readTour } from "./read-tour.ts";
import { useTour } from "./tour-state.ts";

/** What a change leaves of a tour. */
export interface TourContent {
  name: string;
  stops: readonly TourStop[];
}

/** Someone else's changes are taken over so many times before a person is asked to try again. */
const TRIES = 3;
const ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** A new tour without stops; undefined when the server refused, which was told. */
export function createTour(
  name: string,
  stops: readonly StopDraft[] = [],
): Promise<Tour | undefined> {
  return ask("tour:save", { id: null, revision: null, name, stops: [...stops] });
}

/**
 * Changes a tour and saves it. When someone else was faster, the same change is made to what they left: neither is lost.
 * @param change makes the new content, or null where there is nothing to change any more
 */
export async function changeTour(
  id: string,
  change: (tour: TourContent) => TourContent | null,
): Promise<Tour | undefined> {
  for (let attempt = 1; ; attempt++) {
    const tour = await readTour(id);
    const next = tour && change(tour);
    if (!tour || !next) return tour;
    const draft = { id, revision: tour.revision, name: next.name, stops: next.stops.map(toDraft) };
    let beaten = false;
    const saved = await ask("tour:save", draft, ({ code }) => {
      beaten = code === "tour_changed" && attempt < TRIES;
      return beaten;
    });
    if (saved) {
      keepTour(saved);
      shownAnew(saved);
    }
    if (!beaten) return saved;
    await reread(id);
  }
}

export const toDraft = ({ image, ...stop }: TourStop): StopDraft => stop;

/** Appends the current place, or the path that is played or selected, with the view as it is. */
export async function addWhatISee(id: string): Promise<Tour | undefined> {
  const path = await pathInSight();
  const { camera, selectedPath: _path, pointer: _pointer, tab, ...look } = ownViewState();
  const view = {
    ...look,
    camera: live.scene ? camera : null,
    // Everyone who makes a tour has this panel open; nobody who walks it needs it.
    tab: tab === "tours" ? null : tab,
  };
  const z = path?.stops.stops[0] ?? [...live.z];
  return changeTour(id, ({ name, stops }) => {
    const number = stops.length + 1;
    const title = path?.name ?? text("tours.stopName", { number });
    const stop = {
      id: newStopId(),
      title,
      note: "",
      z,
      path: path?.stops ?? null,
      view,
      image: "",
    };
    return { name, stops: [...stops, stop] };
  });
}

/** Deletes and offers to undo. */
export async function removeTour({ id, name }: { id: string; name: string }): Promise<void> {
  const done = await ask("tour:remove", { id });
  if (done === undefined) return;
  useTour.setState({ opened: null });
  const undo = () => void ask("tour:restore", { id });
  toast(text("tours.removed", { name }), {
    action: { id: "undo", label: text("common.undo"), run: undo },
  });
}

/** Takes a stop out and offers to put it back where it was. */
export async function removeStop(id: string, stop: TourStop, at: number): Promise<void> {
  const done = await changeTour(id, ({ name, stops }) => ({
    name,
    stops: stops.filter((other) => other.id !== stop.id),
  }));
  if (!done) return;
  const undo = () =>
    void changeTour(id, ({ name, stops }) => ({ name, stops: stops.toSpliced(at, 0, stop) }));
  toast(text("tours.removed", { name: stop.title }), {
    action: { id: "undo", label: text("common.undo"), run: undo },
  });
}

/** A copy of a tour that can be changed, with the words of the language shown; undefined when refused. */
export async function copyTour(id: string): Promise<Tour | undefined> {
  const tour = await readTour(id);
  if (!tour) return undefined;
  const name = text("tours.copyName", { name: [...tour.name].slice(0, 48).join("") });
  return createTour(name, tour.stops.map(toDraft));
}

async function pathInSight(): Promise<{ name: string; stops: StopPath } | null> {
  const { playback, selectedPath, paths } = useExplorer.getState();
  const id = playback?.playing ? playback.pathId : selectedPath;
  const summary = paths.find((path) => path.id === id);
  if (!summary || summary.stale) return null;
  const path = await readPath(summary.id);
  if (!path) return null;
  const { name, interpolation, seconds, stops } = path;
  return { name, stops: { interpolation, seconds, stops: stops.map(({ z }) => z) } };
}

async function reread(id: string): Promise<void> {
  const tour = await ask("tour:read", { id, language: shownLocale() });
  if (tour) keepTour(tour);
}

/** A tour that is being walked shows its new words at once. */
function shownAnew(tour: Tour): void {
  const { walk } = useTour.getState();
  if (walk?.tour.id !== tour.id || tour.stops.length === 0) return;
  useTour.setState({ walk: { ...walk, tour, at: Math.min(walk.at, tour.stops.length - 1) } });
}

function newStopId(): string {
  return Array.from(
    crypto.getRandomValues(new Uint8Array(12)),
    (byte) => ID_LETTERS[byte & 31],
  ).join("");
}
