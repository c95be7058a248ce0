import { setTimeout as sleep } from "node:timers/promises";
import type { Lane, WorkerLane } from "./worker-lane.ts";

/** Milliseconds before a thread that ended is replaced; doubles while replacements fail to start, up to a minute. */
const PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

/**
 * A lane whose thread is replaced when it ends by itself: what it had not answered fails, what is asked later is
 * answered by the next.
 * @throws Error when the first thread does not start
 */
export async function startLastingLane(
  start: () => Promise<WorkerLane>,
  warn: (message: string) => void,
): Promise<Lane> {
  let lane = await start();
  let disposed = false;
  const replace = async (): Promise<void> => {
    for (let pause = PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await sleep(pause, undefined, { ref: false });
      if (disposed) return;
      const next = await start().catch((cause: Error) =>
        warn(`It did not start: ${cause.message}`),
      );
      if (!next) continue;
      if (disposed) return next.dispose();
      lane = next;
      return;
    }
  };
  const tend = async (): Promise<void> => {
    while (!disposed) {
      const cause = await lane.ended;
      if (disposed) return;
      warn(`A thread of ${lane.info.label} ended and is started again: ${cause.message}`);
      await replace();
    }
  };
  void tend();
  return {
    info: lane.info,
    get alive() {
      return lane.alive;
    },
    get waiting() {
      return lane.waiting;
    },
    ask: (work) => lane.ask(work),
    dispose() {
      disposed = true;
      return lane.dispose();
    },
  };
}
