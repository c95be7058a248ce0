/** Milliseconds to a hundredth up to SPAN_MS, counted rather than kept: a soak brings a hundred million. */
const SPAN_MS = 20_000;

export interface Samples {
  add: (ms: number) => void;
  /** NaN where nothing was added. */
  spread: () => Record<"p50" | "p95" | "p99", number>;
}

export function createSamples(): Samples {
  const counts = new Uint32Array(SPAN_MS * 100);
  let total = 0;
  const quantile = (p: number) => {
    if (total === 0) return Number.NaN;
    let left = Math.ceil(total * p);
    for (const [bucket, count] of counts.entries()) {
      left -= count;
      if (left <= 0) return bucket / 100;
    }
    return SPAN_MS;
  };
  return {
    add(ms) {
      const bucket = Math.min(counts.length - 1, Math.max(0, Math.round(ms * 100)));
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      total++;
    },
    spread: () => ({ p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) }),
  };
}
