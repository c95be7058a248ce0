import type { Clock } from "../clock.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

interface Outage {
  pauseMs: number;
  /** Nothing of the model is decoded before it has passed. */
  paused: boolean;
  cancel: () => void;
}

export interface Outages {
  mayDecode: (modelId: string) => boolean;
  /** Fails since its last success. */
  isFailing: (modelId: string) => boolean;
  failed: (modelId: string) => void;
  succeeded: (modelId: string) => void;
  dispose: () => void;
}

/**
 * Models that the engine fails. Each is left alone for a while, twice as long after each failure, and then tried with
 * whatever waits by then; the others never notice.
 * @param onEnd a pause is over
 * @param onChange a model fails that did not, or works again
 */
export function createOutages(
  clock: Clock,
  onEnd: () => void,
  onChange: (modelId: string, failing: boolean) => void,
): Outages {
  const outages = new Map<string, Outage>();
  return {
    mayDecode: (modelId) => !outages.get(modelId)?.paused,
    isFailing: (modelId) => outages.has(modelId),
    failed(modelId) {
      const before = outages.get(modelId);
      // Another lane failed a batch of the same moment.
      if (before?.paused) return;
      const pauseMs = before ? Math.min(LONGEST_PAUSE_MS, 2 * before.pauseMs) : FIRST_PAUSE_MS;
      const outage: Outage = { pauseMs, paused: true, cancel: () => {} };
      outage.cancel = clock.after(pauseMs, () => {
        outage.paused = false;
        onEnd();
      });
      outages.set(modelId, outage);
      if (!before) onChange(modelId, true);
    },
    succeeded(modelId) {
      const outage = outages.get(modelId);
      if (!outage) return;
      outage.cancel();
      outages.delete(modelId);
      onChange(modelId, false);
    },
    dispose() {
      for (const { cancel } of outages.values()) cancel();
    },
  };
}
