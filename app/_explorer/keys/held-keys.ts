import { isTaken } from "./is-taken.ts";

/** Scatter directions of the movement keys, by physical key so that WASD works on every keyboard layout. */
const DIRECTIONS: Readonly<Record<string, readonly [number, number, number]>> = {
  ArrowLeft: [-1, 0, 0],
  KeyA: [-1, 0, 0],
  ArrowRight: [1, 0, 0],
  KeyD: [1, 0, 0],
  ArrowDown: [0, -1, 0],
  KeyS: [0, -1, 0],
  ArrowUp: [0, 1, 0],
  KeyW: [0, 1, 0],
  KeyQ: [0, 0, -1],
  PageDown: [0, 0, -1],
  KeyE: [0, 0, 1],
  PageUp: [0, 0, 1],
};

/** σ per second. */
const SPEED = 1.2;
const FAST = 3.5;

export interface HeldKeys {
  /** Velocity in σ per second, written into `into`; false when nothing is held. */
  velocity: (into: [number, number, number]) => boolean;
  dispose: () => void;
}

/**
 * Watches the movement keys on the whole page, except while something that needs keys itself has the focus.
 * What is held is read by the frame loop, so the key repeat of the system plays no part.
 */
export function watchHeldKeys(onPress: () => void): HeldKeys {
  const held = new Set<string>();
  let fast = false;
  const down = (event: KeyboardEvent) => {
    fast = event.shiftKey;
    if (!DIRECTIONS[event.code] || isTaken(event)) return;
    held.add(event.code);
    onPress();
    // Otherwise arrows scroll the page.
    event.preventDefault();
  };
  const up = (event: KeyboardEvent) => {
    fast = event.shiftKey;
    held.delete(event.code);
  };
  // A key released in another window is never reported here.
  const release = () => held.clear();
  window.addEventListener("keydown", down);
  window.addEventListener("keyup", up);
  window.addEventListener("blur", release);
  return {
    velocity: (into) => {
      into.fill(0);
      for (const code of held)
        for (const [axis, value] of (DIRECTIONS[code] ?? []).entries())
          into[axis as 0 | 1 | 2] += value * (fast ? FAST : SPEED);
      return held.size > 0;
    },
    dispose: () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", release);
    },
  };
}
