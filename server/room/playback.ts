import { latentAt } from "../latent/path.ts";
import type { LatentPath, Playback } from "../protocol/entities.ts";

/** A playback and the time (milliseconds, monotonic) at which it stood at `state.at`. */
export interface Running {
  state: Playback;
  since: number;
}

/** Where the head is `now`: 0..1, standing still when paused and at the end. */
export function headAt({ state, since }: Running, seconds: number, now: number): number {
  if (!state.playing) return state.at;
  return Math.min(1, state.at + (((now - since) / 1000) * state.speed) / seconds);
}

/** The playback as it stands `now`, stopped when it has reached the end. */
export function settle(running: Running, seconds: number, now: number): Running {
  const at = headAt(running, seconds, now);
  return { state: { ...running.state, at, playing: running.state.playing && at < 1 }, since: now };
}

/** The latent under the head. */
export function headLatent(
  path: Pick<LatentPath, "stops" | "interpolation">,
  at: number,
): Float32Array {
  return latentAt(
    path.stops.map((stop) => Float32Array.from(stop.z)),
    path.interpolation,
    at,
  );
}
