import { text } from "../../_i18n/text.ts";
import { ask } from "../connection/commands.ts";
import { useFollow } from "../follow/follow-store.ts";
import { mayHost } from "../right.ts";
import { toast, useExplorer } from "../store.ts";
import { isOfOther, offerSwitch } from "../switch/other-model.ts";
import { showStopPath } from "./play-along.ts";
import { readTour } from "./read-tour.ts";
import { leaveStop, showStop } from "./show-stop.ts";
import { stopOf, type TourWalk, useTour } from "./tour-state.ts";

/** Rises with each wish to be somewhere: what was asked for before it is answered too late. */
let wish = 0;

/** Walks a tour in this page only. @param at index of the stop to begin with */
export async function walkAlone(id: string, at = 0): Promise<void> {
  const mine = ++wish;
  const tour = await readTour(id);
  if (!tour || mine !== wish) return;
  if (isOfOther(tour.modelId)) {
    await offerSwitch(tour.modelId, () => void walkAlone(id, at));
    return;
  }
  if (tour.stops.length === 0) {
    toast(text("tours.noStops"));
    return;
  }
  if (useExplorer.getState().lesson.tour) useTour.setState({ left: true });
  stand({ tour, at: Math.min(at, tour.stops.length - 1), with: "nobody" });
}

/** Begins a tour for everyone, or takes everyone to a stop of it. */
export function present(id: string, at = 0): void {
  useTour.setState({ left: false });
  void ask("tour:go", { id, at });
}

/** What the lesson says of its tour: everyone who has not left it is taken along. */
export async function followLesson(told: { id: string; at: number } | null): Promise<void> {
  const { walk, left } = useTour.getState();
  if (!told) {
    useTour.setState({ left: false });
    if (walk?.with === "lesson") leaveWalk();
    return;
  }
  if (left) return;
  const mine = ++wish;
  const tour = await readTour(told.id);
  if (!tour || mine !== wish) return;
  stand({ tour, at: Math.min(told.at, tour.stops.length - 1), with: "lesson" });
}

/** Whether this page may step: alone always, with the lesson only a host. */
export function mayStep(walk: TourWalk | null): walk is TourWalk {
  return walk !== null && (walk.with === "nobody" || mayHost(useExplorer.getState()));
}

/** To another stop by its index; beyond the ends nothing happens. */
export function goToStop(at: number): void {
  const { walk } = useTour.getState();
  if (!mayStep(walk) || !walk.tour.stops[at]) return;
  if (walk.with === "lesson") void ask("tour:go", { id: walk.tour.id, at });
  else stand({ ...walk, at });
}

/** A press on a stop in the panel: for everyone where this page shows the tour to everyone, else in this page. */
export async function visitStop(id: string, at: number): Promise<void> {
  const { walk } = useTour.getState();
  if (walk?.tour.id === id && mayStep(walk)) goToStop(at);
  else await walkAlone(id, at);
}

export function step(by: 1 | -1): void {
  const { walk } = useTour.getState();
  if (walk) goToStop(walk.at + by);
}

/** Ends a walk alone; a host ends the lesson's tour for everyone; anyone else leaves it. */
export function endWalk(): void {
  const { walk } = useTour.getState();
  if (walk?.with === "lesson" && mayHost(useExplorer.getState())) {
    void ask("tour:go", null);
    return;
  }
  if (walk?.with === "lesson") useTour.setState({ left: true });
  leaveWalk();
}

/** The same stop in the language shown now. */
export async function readAgain(): Promise<void> {
  const { walk } = useTour.getState();
  const tour = walk && (await readTour(walk.tour.id));
  const now = useTour.getState().walk;
  if (tour && now?.tour.id === tour.id && now.at < tour.stops.length)
    useTour.setState({ walk: { ...now, tour } });
}

/** The room has gone over: a walk through another model ends. */
export function leaveOtherModel(): void {
  const { walk } = useTour.getState();
  if (walk && isOfOther(walk.tour.modelId)) leaveWalk();
}

/** Back to where the lesson is. */
export function rejoinTour(): void {
  useTour.setState({ left: false });
  void followLesson(useExplorer.getState().lesson.tour);
}

function stand(walk: TourWalk): void {
  useTour.setState({ walk });
  const stop = stopOf(walk);
  if (!stop) return;
  // Whoever goes along with a person is where that person is, who is at the stop.
  if (walk.with === "lesson" && useFollow.getState().following) showStopPath(stop.path);
  else showStop(stop);
}

function leaveWalk(): void {
  wish++;
  leaveStop();
  useTour.setState({ walk: null, folded: false });
}
