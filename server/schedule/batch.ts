import type { AppError } from "../protocol/errors.ts";

/** Whose cursor it is. The object itself is the key: an image goes back to it and to nobody else. */
export interface MoveOwner {
  readonly modelId: string;
  /** Takes its decoded image, `pixels` is its own to keep. Answers with a promise where that takes time. */
  take(move: Move, pixels: Uint8Array): Promise<void> | undefined;
}

/** A cursor that waits for its image. */
export interface Move {
  readonly owner: MoveOwner;
  readonly seq: number;
  readonly z: Float32Array;
  /** When this cursor began to wait, milliseconds. */
  readonly since: number;
  /** How often the engine has failed it. */
  readonly failures: number;
}

/** Latents of one request; large ones are decoded in slices, so that cursors are not held up. */
export interface Job {
  readonly modelId: string;
  readonly z: Float32Array;
  readonly count: number;
  readonly since: number;
  taken: number;
  done: number;
  /** Places that it has not got yet while cursors took them. */
  owed: number;
  pixels: Uint8Array | null;
  readonly resolve: (pixels: Uint8Array) => void;
  readonly reject: (cause: AppError) => void;
}

interface Slice {
  job: Job;
  from: number;
  count: number;
}

export interface Batch {
  modelId: string;
  /** Of cursors that are still there. */
  readonly moves: readonly Move[];
  count: number;
  pack: (latentDim: number) => Float32Array;
  /**
   * Hands out images; a promise where a receiver needs time. A receiver that throws or rejects is told to `onError`
   * and stops no other.
   */
  deliver: (pixels: Uint8Array, onError: (cause: unknown) => void) => Promise<unknown> | undefined;
  /** A cursor that left: its image goes to nobody. */
  forget: (owner: MoveOwner) => void;
  /** Rejects its requests. */
  fail: (cause: AppError) => void;
}

/** When both wait, a request gets at most this share of a batch. */
const JOB_SHARE = 0.25;

/**
 * Takes the next batch out of what waits: the model of the longest waiting, then its cursors in order of waiting,
 * then slices of its requests. Null when nothing waits that may go.
 * @param sizeOf the most images of a model in one batch
 * @param mayDecode whether a model's turn may come now
 */
export function fillBatch(
  moves: Map<MoveOwner, Move>,
  jobs: Job[],
  sizeOf: (modelId: string) => number,
  mayDecode: (modelId: string) => boolean,
): Batch | null {
  // Wholly taken, or failed.
  for (let i = jobs.length - 1; i >= 0; i--)
    if (jobs[i]?.taken === jobs[i]?.count) jobs.splice(i, 1);
  const modelId = longestWaiting(moves, jobs, mayDecode);
  if (modelId === null) return null;
  const size = sizeOf(modelId);

  const reserved = claim(
    jobs.find((job) => job.modelId === modelId),
    size,
  );
  const taken: Move[] = [];
  for (const move of moves.values()) {
    if (taken.length >= size - reserved) break;
    if (move.owner.modelId === modelId) taken.push(move);
  }
  for (const { owner } of taken) moves.delete(owner);

  const slices = takeSlices(jobs, modelId, size - taken.length);
  return createBatch(modelId, taken, slices);
}

/** Places of a batch that are kept for a request; of batches too small for a share, every so many. */
function claim(job: Job | undefined, size: number): number {
  if (!job) return 0;
  job.owed += size * JOB_SHARE;
  const places = Math.min(size, Math.floor(job.owed));
  job.owed -= places;
  return places;
}

function longestWaiting(
  moves: Map<MoveOwner, Move>,
  jobs: readonly Job[],
  mayDecode: (modelId: string) => boolean,
): string | null {
  const job = jobs.find((waiting) => mayDecode(waiting.modelId));
  for (const { owner, since } of moves.values()) {
    if (!mayDecode(owner.modelId)) continue;
    return job && job.since < since ? job.modelId : owner.modelId;
  }
  return job?.modelId ?? null;
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
  const gone = new Set<MoveOwner>();
  return {
    modelId,
    get moves() {
      return gone.size > 0 ? moves.filter(({ owner }) => !gone.has(owner)) : moves;
    },
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
    deliver(pixels, onError) {
      const size = pixels.length / count;
      const pending = moves.flatMap((move, i) => {
        if (gone.has(move.owner)) return [];
        return handOut(move, pixels.subarray(i * size, (i + 1) * size), onError) ?? [];
      });
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
    forget: (owner) => void gone.add(owner),
    fail(cause) {
      for (const { job } of slices) {
        // What is left of a failed request must not be decoded for nobody.
        job.taken = job.count;
        job.reject(cause);
      }
    },
  };
}

function handOut(
  move: Move,
  pixels: Uint8Array,
  onError: (cause: unknown) => void,
): Promise<void> | undefined {
  try {
    return move.owner.take(move, pixels)?.catch(onError);
  } catch (cause) {
    onError(cause);
    return undefined;
  }
}
