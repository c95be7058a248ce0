import { live, moveOwn } from "../../live.ts";

/** The latent that the flight itself put last; anything else there means that a person took over. */
let placed: Float32Array | null = null;

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/**
 * Advances `live.flight` to `now`. It ends exactly on its target, bit for bit, and gives way as soon as a slider or
 * another hand moves the cursor.
 * @param instant jumps to the end, for people who asked for less motion
 * @returns whether it is still under way
 */
export function advanceFlight(now: number, instant: boolean): boolean {
  const { flight } = live;
  if (!flight) return false;
  const { from, to, startedAt, ms, along } = flight;
  if (live.z !== from && live.z !== placed) {
    live.flight = null;
    return false;
  }
  const t = (instant && !along) || ms <= 0 ? 1 : Math.min(1, Math.max(0, (now - startedAt) / ms));
  if (t >= 1) {
    live.flight = null;
    moveOwn(to);
    return false;
  }
  const share = ease(t);
  moveOwn(along?.(t) ?? from.map((value, d) => value + share * ((to[d] ?? 0) - value)));
  placed = live.z;
  return true;
}

/** The person takes over: the cursor stays where it is. */
export function endFlight(): void {
  live.flight = null;
}
