import type { Clock } from "../clock.ts";

export interface Ticker {
  /** Something changed: `flush` runs in `afterMs`, or when it next may; an earlier mark wins. */
  mark: (afterMs?: number) => void;
  /** What is marked afterwards is never flushed. */
  dispose: () => void;
}

/**
 * First at once, then batched: an idle room costs nothing, a busy one flushes every `intervalMs()`.
 * @param flush gets the milliseconds by which it is late: what else the event loop had to do
 * @param clock injected, so that tests step time by hand
 */
export function createTicker(
  flush: (lateMs: number) => void,
  intervalMs: () => number,
  clock: Clock,
): Ticker {
  let last = Number.NEGATIVE_INFINITY;
  let disposed = false;
  let next: { due: number; cancel: () => void } | null = null;
  return {
    mark(afterMs = 0) {
      if (disposed) return;
      const now = clock.now();
      const due = Math.max(last + intervalMs(), now + afterMs);
      if (next && next.due <= due) return;
      next?.cancel();
      const run = () => {
        next = null;
        last = clock.now();
        flush(last - due);
      };
      next = { due, cancel: clock.after(due - now, run) };
    },
    dispose() {
      disposed = true;
      next?.cancel();
      next = null;
    },
  };
}
