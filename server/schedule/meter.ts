import { percentile } from "../latent/percentile.ts";
import type { Stats } from "../protocol/entities.ts";

/** The decode part of a room's live figures, over the last few seconds; times in milliseconds. */
type DecodeFigures = Omit<Stats, "eventLoopP99" | "rooms" | "people">;

export interface DecodeMeter {
  /** One finished batch: its size, the time in the engine, and the longest that one of it had waited. */
  batch: (count: number, decodeMs: number, queueMs: number) => void;
  /** A waiting place was overwritten by a newer one. */
  superseded: () => void;
  /** The engine failed a batch. */
  failed: () => void;
  read: () => DecodeFigures;
}

const WINDOW_MS = 5000;
const BUCKET_MS = 250;
const BUCKETS = WINDOW_MS / BUCKET_MS;
/** Batches kept for percentiles; at a thousand a second this is still over a second. */
const SAMPLES = 2048;

interface Bucket {
  /** Number of the quarter second that this holds. */
  number: number;
  images: number;
  batches: number;
  superseded: number;
  failures: number;
}

/** Counts in a ring of quarter seconds: constant work on the way of each move. `now` is in milliseconds, monotonic. */
export function createMeter(now: () => number): DecodeMeter {
  const buckets: Bucket[] = Array.from({ length: BUCKETS }, () => empty(-1));
  const decodeMs = new Float64Array(SAMPLES);
  const queueMs = new Float64Array(SAMPLES);
  let samples = 0;
  const startedAt = now();
  const current = () => {
    const number = Math.floor(now() / BUCKET_MS);
    const index = number % BUCKETS;
    const bucket = buckets[index];
    if (bucket?.number === number) return bucket;
    const fresh = empty(number);
    buckets[index] = fresh;
    return fresh;
  };
  return {
    batch(count, decode, queue) {
      const bucket = current();
      bucket.images += count;
      bucket.batches++;
      decodeMs[samples % SAMPLES] = decode;
      queueMs[samples % SAMPLES] = queue;
      samples++;
    },
    superseded() {
      current().superseded++;
    },
    failed() {
      current().failures++;
    },
    read() {
      const { number } = current();
      const recent = buckets.filter((bucket) => bucket.number > number - BUCKETS);
      const sum = (key: "images" | "batches" | "superseded" | "failures") =>
        recent.reduce((total, bucket) => total + bucket[key], 0);
      const seconds = Math.max(1, Math.min(WINDOW_MS, now() - startedAt) / 1000);
      const batches = Math.min(sum("batches"), SAMPLES, samples);
      const last = (ring: Float64Array) =>
        Array.from({ length: batches }, (_, i) => ring[(samples - 1 - i) % SAMPLES] ?? 0);
      const decode = last(decodeMs);
      return {
        imagesPerSecond: sum("images") / seconds,
        batchMean: batches > 0 ? sum("images") / sum("batches") : 0,
        decodeP50: percentile(decode, 0.5) ?? 0,
        decodeP95: percentile(decode, 0.95) ?? 0,
        queueP95: percentile(last(queueMs), 0.95) ?? 0,
        supersededPerSecond: sum("superseded") / seconds,
        failuresPerSecond: sum("failures") / seconds,
      };
    },
  };
}

function empty(number: number): Bucket {
  return { number, images: 0, batches: 0, superseded: 0, failures: 0 };
}
