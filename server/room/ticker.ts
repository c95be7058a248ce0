export interface Ticker {
  /** Something changed: `flush` runs at once when the last was long enough ago, else as soon as it may. */
  mark: () => void;
  dispose: () => void;
}

/**
 * First at once, then batched: an idle room costs nothing, a busy one flushes every `intervalMs()`.
 * @param clock injected, so that tests step time by hand
 */
export function createTicker(
  flush: () => void,
  intervalMs: () => number,
  clock: { now: () => number; after: (ms: number, run: () => void) => () => void },
): Ticker {
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const run = () => {
    cancel = null;
    last = clock.now();
    flush();
  };
  return {
    mark() {
      cancel ??= clock.after(Math.max(0, last + intervalMs() - clock.now()), run);
    },
    dispose() {
      cancel?.();
      cancel = null;
    },
  };
}

/** Real time for `createTicker`; a wait of zero runs after the current message, gathering its siblings. */
export const realClock = {
  now: () => performance.now(),
  after(ms: number, run: () => void): () => void {
    if (ms < 1) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
