/** How many images of each model make a batch. */
export interface BatchSizes {
  of: (modelId: string) => number;
  /** A batch of `count` took so many milliseconds. */
  measured: (modelId: string, count: number, ms: number) => void;
}

/**
 * Who moves waits for the batch that is in flight, then for their own: with this twice, a slow decoder is still followed
 * by the eye. It also keeps the slowest far from the limit at which a thread counts as hung (engine/worker-lane.ts).
 */
const BATCH_MS = 100;
/** Share of a slower measurement that is believed: one batch that had to wait for the machine is no slow model. */
const SLOWER_SHARE = 0.3;

/**
 * Bounds batches by time, by what the last ones took. A model that was never decoded begins with one image: some take
 * a second, and reading the decoder counts into it.
 */
export function createBatchSizes(most: number): BatchSizes {
  const msPerImage = new Map<string, number>();
  return {
    of(modelId) {
      const ms = msPerImage.get(modelId);
      if (ms === undefined) return 1;
      return Math.max(1, Math.min(most, Math.floor(BATCH_MS / Math.max(ms, 1e-3))));
    },
    measured(modelId, count, ms) {
      const now = ms / count;
      const before = msPerImage.get(modelId) ?? now;
      msPerImage.set(modelId, now < before ? now : before + SLOWER_SHARE * (now - before));
    },
  };
}
