import type { Playback } from "../../../../server/protocol/entities.ts";
import { useExplorer } from "../../store.ts";

/** Where the shared head is, `elapsedMs` after the server said `playback`: 0..1, standing at the end. */
export function playbackAt(playback: Playback, seconds: number, elapsedMs: number): number {
  if (!playback.playing) return playback.at;
  const at = playback.at + ((elapsedMs / 1000) * playback.speed) / seconds;
  return Math.min(1, Math.max(0, at));
}

let heardAt = 0;

// The moment of hearing counts, not of drawing: this watches the store from the first import on.
useExplorer.subscribe((state, before) => {
  if (state.playback !== before.playback) heardAt = performance.now();
});

/** Where the head of this path is now; null while another path, or none, is played. */
export function headNow(pathId: string, seconds: number): number | null {
  const { playback } = useExplorer.getState();
  if (playback?.pathId !== pathId) return null;
  return playbackAt(playback, seconds, performance.now() - heardAt);
}
