import type { Engine } from "../engine/engine.ts";
import { AppError } from "../protocol/errors.ts";
import { type Batch, fillBatch, type Job, type Move, type OnImage } from "./batch.ts";
import type { DecodeMeter } from "./meter.ts";

export interface SchedulerOptions {
  engine: Pick<Engine, "decode" | "lanes">;
  /** Floats of one latent of a model. */
  latentDim: (modelId: string) => number;
  /** Called for each decoded move. */
  onImage: OnImage;
  meter: DecodeMeter;
  /** Milliseconds, monotonic. */
  now: () => number;
  maxBatch?: number;
}

export interface DecodeScheduler {
  /** Notes where a cursor is now; a place that still waits is overwritten and never decoded. */
  move: (key: string, modelId: string, seq: number, z: Float32Array) => void;
  /** Forgets a cursor that left. */
  drop: (key: string) => void;
  /**
   * Decodes latents that are nobody's cursor, sharing the engine fairly with those that are.
   * @throws AppError `too_fast` when too much of this waits already, `engine_unavailable` when the engine fails
   */
  decode: (modelId: string, z: Float32Array, count: number) => Promise<Uint8Array>;
  /** Resolves when nothing is in flight; nothing starts afterwards. */
  dispose: () => Promise<void>;
}

/** Large enough to use a GPU, small enough that a full batch stays near one screen refresh on two CPU threads. */
const MAX_BATCH = 64;
const MAX_WAITING_JOB_LATENTS = 4096;

/** Fewer than this are not worth a lane of their own. */
const MIN_SHARE = 4;

/**
 * One batch in flight in each lane of the engine, across all rooms. Work-conserving: whatever waits when a lane is
 * free is the next batch, shared with the other free lanes, so the engine's own speed is the clock and no timer adds
 * latency. Each cursor has one slot (latest wins); slots are served oldest waiting first, which is fair across
 * people, rooms and models. Two lanes may finish out of order: `seq` tells the receiver.
 */
export function createScheduler(options: SchedulerOptions): DecodeScheduler {
  const { engine, meter, now, maxBatch = MAX_BATCH } = options;
  // A Map keeps the place of a key that is overwritten: the queue stays in order of first waiting.
  const moves = new Map<string, Move>();
  const jobs: Job[] = [];
  const waitingJobLatents = () => jobs.reduce((sum, { count, taken }) => sum + count - taken, 0);
  const inFlight = new Set<Promise<void>>();
  let decoding = 0;
  /** Batches whose images are still being taken, by receivers that need time for it. */
  let delivering = 0;
  let disposed = false;

  const pump = () => {
    for (;;) {
      const free = engine.lanes - Math.max(decoding, delivering);
      if (free <= 0 || disposed) return;
      const share = Math.max(MIN_SHARE, Math.ceil((moves.size + waitingJobLatents()) / free));
      const batch = fillBatch(moves, jobs, Math.min(maxBatch, share));
      if (!batch) return;
      const running = run(batch).finally(() => inFlight.delete(running));
      inFlight.add(running);
    }
  };

  async function run(batch: Batch): Promise<void> {
    decoding++;
    const z = batch.pack(options.latentDim(batch.modelId));
    const startedAt = now();
    const pixels = await engine.decode(batch.modelId, z, batch.count).catch((cause: unknown) => {
      batch.fail(cause instanceof AppError ? cause : new AppError("engine_unavailable", { cause }));
      return null;
    });
    const endedAt = now();
    decoding--;
    // The next batch starts before this one is handed out: the engine never waits for sockets.
    pump();
    if (!pixels) return;
    // The first of a batch waited longest.
    const oldest = batch.moves[0]?.since ?? startedAt;
    meter.batch(batch.count, endedAt - startedAt, startedAt - oldest);
    await delivered(batch.deliver(pixels, options.onImage));
  }

  /** Receivers slower than the engine slow it down: nothing piles up between the two. */
  async function delivered(taking: Promise<unknown> | undefined): Promise<void> {
    if (!taking) return;
    delivering++;
    await taking;
    delivering--;
    pump();
  }

  return {
    move(key, modelId, seq, z) {
      const waiting = moves.get(key);
      if (waiting) meter.superseded();
      moves.set(key, { key, modelId, seq, z, since: waiting?.since ?? now() });
      pump();
    },
    drop(key) {
      moves.delete(key);
    },
    decode(modelId, z, count) {
      if (disposed) return Promise.reject(new AppError("engine_unavailable"));
      if (waitingJobLatents() + count > MAX_WAITING_JOB_LATENTS)
        return Promise.reject(new AppError("too_fast"));
      return new Promise((resolve, reject) => {
        jobs.push({
          modelId,
          z,
          count,
          taken: 0,
          done: 0,
          pixels: null,
          since: now(),
          resolve,
          reject,
        });
        pump();
      });
    },
    async dispose() {
      disposed = true;
      await Promise.all(inFlight);
      moves.clear();
      for (const job of jobs.splice(0)) job.reject(new AppError("engine_unavailable"));
    },
  };
}
