import type { AppError } from "../protocol/errors.ts";

/** A cursor that waits for its image. */
export interface Move {
  readonly key: string;
  readonly modelId: string;
  readonly seq: number;
  readonly z: Float32Array;
  /** When this cursor began to wait. */
  readonly since: number;
}

/** Latents of one request; large ones are decoded in slices, so that cursors are not held up. */
export interface Job {
  readonly modelId: string;
  readonly z: Float32Array;
  readonly count: number;
  readonly since: number;
  taken: number;
  done: number;
  pixels: Uint8Array | null;
  readonly resolve: (pixels: Uint8Array) => void;
  readonly reject: (cause: AppError) => void;
}

/** Takes a decoded move; `pixels` is the receiver's to keep. May answer with a promise that never rejects. */
export type OnImage = (move: Move, pixels: Uint8Array) => Promise<void> | undefined;

interface Slice {
  job: Job;
  from: number;
  count: number;
}

export interface Batch {
  modelId: string;
  moves: Move[];
  count: number;
  pack: (latentDim: number) => Float32Array;
  /** Hands out images; a promise where what `onImage` does with one takes time. */
  deliver: (pixels: Uint8Array, onImage: OnImage) => Promise<unknown> | undefined;
  fail: (cause: AppError) => void;
}

/** When both wait, a request gets at most this share of a batch. */
const JOB_SHARE = 0.25;

/**
 * Takes the next batch out of what waits: the model of the longest waiting, then its cursors in order of waiting,
 * then slices of its requests. Null when nothing waits.
 */
export function fillBatch(moves: Map<string, Move>, jobs: Job[], maxBatch: number): Batch | null {
  // Wholly taken, or failed.
  for (let i = jobs.length - 1; i >= 0; i--)
    if (jobs[i]?.taken === jobs[i]?.count) jobs.splice(i, 1);
  const oldestMove = moves.values().next().value;
  const oldestJob = jobs[0];
  const lead =
    oldestMove && (!oldestJob || oldestMove.since <= oldestJob.since) ? oldestMove : oldestJob;
  if (!lead) return null;
  const { modelId } = lead;

  const reserved = jobs.some((job) => job.modelId === modelId)
    ? Math.ceil(maxBatch * JOB_SHARE)
    : 0;
  const taken: Move[] = [];
  for (const move of moves.values()) {
    if (taken.length >= maxBatch - reserved) break;
    if (move.modelId === modelId) taken.push(move);
  }
  for (const { key } of taken) moves.delete(key);

  const slices = takeSlices(jobs, modelId, maxBatch - taken.length);
  return createBatch(modelId, taken, slices);
}

function takeSlices(jobs: Job[], modelId: string, room: number): Slice[] {
  const slices: Slice[] = [];
  let left = room;
  for (const job of jobs) {
    if (left <= 0) break;
    if (job.modelId !== modelId) continue;
    const count = Math.min(left, job.count - job.taken);
    slices.push({ job, from: job.taken, count });
    job.taken += count;
    left -= count;
  }
  return slices;
}

function createBatch(modelId: string, moves: Move[], slices: Slice[]): Batch {
  const count = slices.reduce((sum, slice) => sum + slice.count, moves.length);
  return {
    modelId,
    moves,
    count,
    pack(latentDim) {
      const z = new Float32Array(count * latentDim);
      for (const [i, move] of moves.entries()) z.set(move.z, i * latentDim);
      let at = moves.length * latentDim;
      for (const { job, from, count: n } of slices) {
        z.set(job.z.subarray(from * latentDim, (from + n) * latentDim), at);
        at += n * latentDim;
      }
      return z;
    },
    deliver(pixels, onImage) {
      const size = pixels.length / count;
      const pending: Promise<void>[] = [];
      for (const [i, move] of moves.entries()) {
        const taking = onImage(move, pixels.subarray(i * size, (i + 1) * size));
        if (taking) pending.push(taking);
      }
      let at = moves.length;
      for (const { job, from, count: n } of slices) {
        job.pixels ??= new Uint8Array(job.count * size);
        job.pixels.set(pixels.subarray(at * size, (at + n) * size), from * size);
        job.done += n;
        at += n;
        if (job.done === job.count) job.resolve(job.pixels);
      }
      return pending.length > 0 ? Promise.all(pending) : undefined;
    },
    fail(cause) {
      for (const { job } of slices) {
        // What is left of a failed request must not be decoded for nobody.
        job.taken = job.count;
        job.reject(cause);
      }
    },
  };
}
