/** Time, handed in so that tests step it by hand. */
export interface Clock {
  /** Milliseconds, monotonic. */
  now: () => number;
  /** Runs once in `ms`; returns the undo. */
  after: (ms: number, run: () => void) => () => void;
}

/** Real time; a wait of zero runs after the current message, gathering its siblings. */
export const realClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    if (ms < 1) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
