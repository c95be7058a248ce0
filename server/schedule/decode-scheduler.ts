import type { Clock } from "../clock.ts";
import type { Engine } from "../engine/engine.ts";
import { AppError } from "../protocol/errors.ts";
import { type Batch, fillBatch, type Job, type Move, type MoveOwner } from "./batch.ts";
import { createBatchSizes } from "./batch-size.ts";
import type { DecodeMeter } from "./meter.ts";
import { createOutages } from "./outages.ts";

export interface SchedulerOptions {
  engine: Pick<Engine, "decode" | "lanes">;
  /** Floats of one latent of a model. */
  latentDim: (modelId: string) => number;
  meter: DecodeMeter;
  clock: Clock;
  /** Hears each failure: of the engine, or of a receiver that could not take its image. */
  onFailure: (cause: unknown, modelId: string) => void;
  /** The engine fails a model that it did not fail before, or draws it again. */
  onHealth?: (modelId: string, failing: boolean) => void;
  maxBatch?: number;
}

export interface DecodeScheduler {
  /** Notes where a cursor is now; a place that still waits is overwritten and never decoded. */
  move: (owner: MoveOwner, seq: number, z: Float32Array) => void;
  /** Forgets a cursor that left. */
  drop: (owner: MoveOwner) => void;
  /**
   * Decodes latents that are nobody's cursor, sharing the engine fairly with those that are.
   * @param urgent someone saves what they made: may still wait where there is no more room for what is only looked at
   * @throws AppError `bad_latent` for a wrong length, `too_fast` when too much of this waits already,
   * `engine_unavailable` when the engine fails
   */
  decode: (
    modelId: string,
    z: Float32Array,
    count: number,
    urgent?: boolean,
  ) => Promise<Uint8Array>;
  isFailing: (modelId: string) => boolean;
  /** Resolves when nothing is in flight; nothing starts afterwards. */
  dispose: () => Promise<void>;
}

/** Large enough to use a GPU, small enough that a full batch of a small decoder stays near one screen refresh on two CPU threads. */
const MAX_BATCH = 64;
const MAX_WAITING_JOB_LATENTS = 4096;
/** Fewer than this are not worth a lane of their own. */
const MIN_SHARE = 4;
/** With the pauses of outages.ts: a cursor that stands still waits about ten minutes for an engine to come back. */
const MAX_FAILURES = 120;

/**
 * One batch in flight in each lane of the engine, across all rooms. Work-conserving: whatever waits when a lane is
 * free is the next batch, shared with the other free lanes, so the engine's own speed is the clock and no timer adds
 * latency. Each cursor has one slot (latest wins); slots are served oldest waiting first, which is fair across
 * people, rooms and models. Two lanes may finish out of order: `seq` tells the receiver.
 *
 * A batch that fails, whatever the reason, ends in `fail`: its requests are told, its moves wait again unless newer
 * ones do, and its model pauses.
 */
export function createScheduler(options: SchedulerOptions): DecodeScheduler {
  const { engine, meter, clock, maxBatch = MAX_BATCH, onFailure, onHealth = () => {} } = options;
  // A Map keeps the place of an owner that moves again: the queue stays in order of first waiting.
  const moves = new Map<MoveOwner, Move>();
  const jobs: Job[] = [];
  const inFlight = new Map<Batch, Promise<void>>();
  const waitingJobLatents = () => jobs.reduce((sum, { count, taken }) => sum + count - taken, 0);
  const sizes = createBatchSizes(maxBatch);
  let decoding = 0;
  /** Batches whose images are still being taken, by receivers that need time for it. */
  let delivering = 0;
  let disposed = false;

  const pump = () => {
    for (;;) {
      const free = engine.lanes - Math.max(decoding, delivering);
      if (free <= 0 || disposed) return;
      const share = Math.max(MIN_SHARE, Math.ceil((moves.size + waitingJobLatents()) / free));
      const sizeOf = (modelId: string) => Math.min(sizes.of(modelId), share);
      const batch = fillBatch(moves, jobs, sizeOf, outages.mayDecode);
      if (!batch) return;
      decoding++;
      const running = run(batch).finally(() => inFlight.delete(batch));
      inFlight.set(batch, running);
    }
  };
  const outages = createOutages(clock, pump, onHealth);

  /** Never rejects. */
  async function run(batch: Batch): Promise<void> {
    const pixels = await decode(batch);
    decoding--;
    // The next batch starts before this one is handed out: the engine never waits for sockets.
    pump();
    if (!pixels) return;
    const taking = batch.deliver(pixels, (cause) => onFailure(cause, batch.modelId));
    if (!taking) return;
    // Receivers slower than the engine slow it down: nothing piles up between the two.
    delivering++;
    await taking;
    delivering--;
    pump();
  }

  /** Null when it failed; everyone concerned has been told. */
  async function decode(batch: Batch): Promise<Uint8Array | null> {
    const { modelId, count } = batch;
    try {
      const startedAt = clock.now();
      const pixels = await engine.decode(modelId, batch.pack(options.latentDim(modelId)), count);
      // The first of a batch waited longest.
      const oldest = batch.moves[0]?.since ?? startedAt;
      const took = clock.now() - startedAt;
      sizes.measured(modelId, count, took);
      meter.batch(count, took, startedAt - oldest);
      outages.succeeded(modelId);
      return pixels;
    } catch (cause) {
      fail(batch, cause);
      return null;
    }
  }

  function fail(batch: Batch, cause: unknown): void {
    const { modelId } = batch;
    const error = cause instanceof AppError ? cause : new AppError("engine_unavailable", { cause });
    meter.failed();
    batch.fail(error);
    // Whatever else was asked of this model would only wait to hear the same.
    for (const job of jobs) {
      if (job.modelId !== modelId) continue;
      job.taken = job.count;
      job.reject(error);
    }
    for (const move of batch.moves) putBack(move);
    if (!disposed) outages.failed(modelId);
    onFailure(cause, modelId);
  }

  function putBack(move: Move): void {
    // Two lanes may fail out of order: an older move may have been put back before this one.
    const newer = (moves.get(move.owner)?.seq ?? -1) > move.seq;
    const failures = move.failures + 1;
    if (!newer && failures < MAX_FAILURES) moves.set(move.owner, { ...move, failures });
  }

  return {
    move(owner, seq, z) {
      if (z.length !== options.latentDim(owner.modelId)) {
        onFailure(new AppError("bad_latent"), owner.modelId);
        return;
      }
      const waiting = moves.get(owner);
      if (waiting) meter.superseded();
      moves.set(owner, { owner, seq, z, since: waiting?.since ?? clock.now(), failures: 0 });
      pump();
    },
    drop(owner) {
      moves.delete(owner);
      // What is in flight for it must not be put back, should it fail.
      for (const batch of inFlight.keys()) batch.forget(owner);
    },
    decode(modelId, z, count, urgent = false) {
      if (disposed || !outages.mayDecode(modelId))
        return Promise.reject(new AppError("engine_unavailable"));
      if (z.length !== count * options.latentDim(modelId))
        return Promise.reject(new AppError("bad_latent"));
      const most = urgent ? 2 * MAX_WAITING_JOB_LATENTS : MAX_WAITING_JOB_LATENTS;
      if (waitingJobLatents() + count > most) return Promise.reject(new AppError("too_fast"));
      return new Promise((resolve, reject) => {
        const progress = { taken: 0, done: 0, owed: 0, pixels: null, since: clock.now() };
        jobs.push({ modelId, z, count, ...progress, resolve, reject });
        pump();
      });
    },
    isFailing: outages.isFailing,
    async dispose() {
      disposed = true;
      outages.dispose();
      await Promise.all(inFlight.values());
      moves.clear();
      for (const job of jobs.splice(0)) job.reject(new AppError("engine_unavailable"));
    },
  };
}
