import type { Vector3 } from "three";

/** Longest step of one frame: after an idle pause the clock must not make things jump. */
export const MAX_STEP_SECONDS = 1 / 10;

const SETTLED = 1e-4;

/**
 * Moves `at` towards `target` as a critically damped spring, solved exactly, so that it looks the same at any frame
 * rate and never swings past. Packets come at 20 to 30 Hz; this draws 60 out of them.
 * @param seconds about the time to get there
 * @returns false once it stands on the target
 */
export function glide(
  at: Vector3,
  velocity: Vector3,
  target: Vector3,
  options: { dt: number; seconds: number },
): boolean {
  if (at.distanceToSquared(target) < SETTLED * SETTLED && velocity.lengthSq() < SETTLED) {
    at.copy(target);
    velocity.set(0, 0, 0);
    return false;
  }
  const omega = 2 / options.seconds;
  const decay = Math.exp(-omega * options.dt);
  for (const axis of ["x", "y", "z"] as const) {
    const offset = at[axis] - target[axis];
    const push = (velocity[axis] + omega * offset) * options.dt;
    velocity[axis] = (velocity[axis] - omega * push) * decay;
    at[axis] = target[axis] + (offset + push) * decay;
  }
  return true;
}
