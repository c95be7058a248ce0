import { create } from "zustand";
import { isTaken } from "../keys/is-taken.ts";
import { live, liveChanged, viewChanged } from "../live.ts";
import { useExplorer } from "../store.ts";

/** Whether the pointer over the cloud is shown to all: the key X held, or the button in the lesson's bar pressed. */
export const usePointing = create<{ on: boolean }>()(() => ({ on: false }));

export function setPointing(on: boolean): void {
  usePointing.setState({ on });
  if (!on) pointAt(null);
}

/** Shows everyone a place in the cloud, or takes the mark away. */
export function pointAt(place: [number, number, number] | null): void {
  if (live.pointer === place) return;
  live.pointer = place;
  viewChanged();
  liveChanged();
}

/** Holding X points, for whoever is followed or presents; nobody else's mark would be seen. Returns the undo. */
export function watchPointingKey(): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const down = (event: KeyboardEvent) => {
    if (event.code === "KeyX" && !event.repeat && !isTaken(event) && isSeen()) setPointing(true);
  };
  const up = (event: KeyboardEvent) => {
    if (event.code === "KeyX" && usePointing.getState().on) setPointing(false);
  };
  addEventListener("keydown", down, { signal });
  addEventListener("keyup", up, { signal });
  // Without anyone who sees it, the mark is no use.
  const stop = useExplorer.subscribe(() => {
    if (usePointing.getState().on && !isSeen()) setPointing(false);
  });
  return () => {
    abort.abort();
    stop();
    setPointing(false);
  };
}

function isSeen(): boolean {
  const { lesson, followers } = useExplorer.getState();
  const { slot } = live.own;
  return lesson.presenter?.slot === slot || (followers.get(slot)?.count ?? 0) > 0;
}
