import type { Engine } from "../engine/engine.ts";
import { AppError } from "../protocol/errors.ts";
import { type Batch, fillBatch, type Job, type Move } from "./batch.ts";
import type { DecodeMeter } from "./meter.ts";

export interface SchedulerOptions {
  engine: Pick<Engine, "decode">;
  /** Floats of one latent of a model. */
  latentDim: (modelId: string) => number;
  /** Called for each decoded move; `pixels` is the receiver's to keep. */
  onImage: (move: Move, pixels: Uint8Array) => void;
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

/**
 * One batch in flight across all rooms. Work-conserving: whatever waits when the engine is free is the next batch,
 * so the engine's own speed is the clock and no timer adds latency. Each cursor has one slot (latest wins);
 * slots are served oldest waiting first, which is fair across people, rooms and models.
 */
export function createScheduler(options: SchedulerOptions): DecodeScheduler {
  const { engine, meter, now, maxBatch = MAX_BATCH } = options;
  // A Map keeps the place of a key that is overwritten: the queue stays in order of first waiting.
  const moves = new Map<string, Move>();
  const jobs: Job[] = [];
  let waitingJobLatents = 0;
  let inFlight: Promise<void> | null = null;
  let disposed = false;

  const pump = () => {
    if (inFlight || disposed) return;
    const batch = fillBatch(moves, jobs, maxBatch);
    if (!batch) return;
    waitingJobLatents -= batch.jobLatents;
    inFlight = run(batch);
  };

  async function run(batch: Batch): Promise<void> {
    const latentDim = options.latentDim(batch.modelId);
    const z = batch.pack(latentDim);
    const startedAt = now();
    let pixels: Uint8Array | null = null;
    let cause: unknown = null;
    try {
      pixels = await engine.decode(batch.modelId, z, batch.count);
    } catch (error) {
      cause = error;
    }
    const endedAt = now();
    inFlight = null;
    // The next batch starts before this one is handed out: the engine never waits for sockets.
    pump();
    if (pixels) {
      // The first of a batch waited longest.
      const oldest = batch.moves[0]?.since ?? startedAt;
      meter.batch(batch.count, endedAt - startedAt, startedAt - oldest);
      batch.deliver(pixels, options.onImage);
    } else
      batch.fail(cause instanceof AppError ? cause : new AppError("engine_unavailable", { cause }));
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
      if (waitingJobLatents + count > MAX_WAITING_JOB_LATENTS)
        return Promise.reject(new AppError("too_fast"));
      waitingJobLatents += count;
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
      await inFlight;
      moves.clear();
      for (const job of jobs.splice(0)) job.reject(new AppError("engine_unavailable"));
    },
  };
}
