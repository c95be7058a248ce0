import { control } from "../../connection/commands.ts";
import { useExplorer } from "../../store.ts";
import { headNow } from "./playback-clock.ts";

/** Plays, pauses or resumes a path for the whole room; at its end it starts over. */
export function togglePlay(pathId: string): void {
  const { playback, paths } = useExplorer.getState();
  const seconds = paths.find(({ id }) => id === pathId)?.seconds ?? 1;
  const at = headNow(pathId, seconds);
  if (at === null || at >= 1) control({ action: "play", pathId });
  else control({ action: playback?.playing ? "pause" : "resume" });
}

/** Brings the shared head to a position; a path that is not being played is taken up, paused there. */
export function scrubTo(pathId: string, at: number): void {
  if (useExplorer.getState().playback?.pathId !== pathId) {
    control({ action: "play", pathId });
    control({ action: "pause" });
  }
  control({ action: "seek", at });
}
