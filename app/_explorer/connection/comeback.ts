/** Milliseconds between attempts, by whether someone looks at the page. */
const ACTIVE = { min: 500, max: 2_000 };
const PASSIVE = { min: 1_000, max: 300_000 };
const GROWTH = 1.5;

/** What coming back needs of the world; tests give it a clock and dice of their own. */
export interface ComebackDeps {
  /** Opens the socket; its failure is told by `lost`. */
  attempt: () => void;
  /** Nobody looks, or the browser has no network: attempts become rare. */
  passive: () => boolean;
  /** 0..1 */
  random: () => number;
  /** Calls back once; returns the undo. */
  after: (ms: number, run: () => void) => () => void;
}

export interface Comeback {
  /** The connection, or an attempt at one, failed: tries again after a while. */
  lost: () => void;
  /** In the room again: the next loss starts over with short waits. */
  back: () => void;
  /** Something suggests that an attempt would succeed now: someone looks at the page again, or the network is back. */
  hint: () => void;
  /** No attempts any more. */
  stop: () => void;
}

/** When to try again: soon at first, then ever later, and never all pages of a class at the same moment. */
export function createComeback({ attempt, passive, random, after }: ComebackDeps): Comeback {
  let wait = 0;
  let stopped = false;
  let cancel: (() => void) | null = null;
  const clear = () => {
    cancel?.();
    cancel = null;
  };
  const tryNow = () => {
    clear();
    attempt();
  };
  return {
    lost: () => {
      if (stopped || cancel) return;
      const { min, max } = passive() ? PASSIVE : ACTIVE;
      wait = clamp(wait * GROWTH, min, max);
      cancel = after(clamp(wait * (0.5 + random()), min, max), tryNow);
    },
    back: () => {
      clear();
      wait = 0;
    },
    hint: () => {
      // With an attempt under way there is nothing to hurry.
      if (!cancel) return;
      wait = 0;
      tryNow();
    },
    stop: () => {
      stopped = true;
      clear();
    },
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
