/** Figures of the last few seconds; times in milliseconds. */
interface DecodeFigures {
  imagesPerSecond: number;
  batchMean: number;
  decodeP50: number;
  decodeP95: number;
  queueP95: number;
  supersededPerSecond: number;
}

export interface DecodeMeter {
  /** One finished batch: its size, the time in the engine, and how long each cursor of it had waited. */
  batch: (count: number, decodeMs: number, queueMs: readonly number[]) => void;
  /** A waiting place was overwritten by a newer one. */
  superseded: () => void;
  read: () => DecodeFigures;
}

const WINDOW_MS = 5000;
const SAMPLES_MAX = 4096;

interface Sample {
  at: number;
  count: number;
  decodeMs: number;
  queueMs: number;
}

/** Keeps a sliding window of batches; `now` is in milliseconds, monotonic. */
export function createMeter(now: () => number): DecodeMeter {
  let samples: Sample[] = [];
  let overwritten: number[] = [];
  const startedAt = now();
  const trim = () => {
    const from = now() - WINDOW_MS;
    samples = samples.filter((sample) => sample.at >= from).slice(-SAMPLES_MAX);
    overwritten = overwritten.filter((at) => at >= from);
  };
  return {
    batch(count, decodeMs, queueMs) {
      samples.push({ at: now(), count, decodeMs, queueMs: Math.max(0, ...queueMs) });
      if (samples.length > 2 * SAMPLES_MAX) trim();
    },
    superseded() {
      overwritten.push(now());
      if (overwritten.length > 50_000) trim();
    },
    read() {
      trim();
      const seconds = Math.max(1, Math.min(WINDOW_MS, now() - startedAt) / 1000);
      const images = samples.reduce((sum, sample) => sum + sample.count, 0);
      const decode = samples.map((sample) => sample.decodeMs);
      return {
        imagesPerSecond: images / seconds,
        batchMean: samples.length ? images / samples.length : 0,
        decodeP50: percentile(decode, 0.5),
        decodeP95: percentile(decode, 0.95),
        queueP95: percentile(
          samples.map((sample) => sample.queueMs),
          0.95,
        ),
        supersededPerSecond: overwritten.length / seconds,
      };
    },
  };
}

/** Nearest-rank percentile, p in 0..1; 0 for an empty list. */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? 0;
}
