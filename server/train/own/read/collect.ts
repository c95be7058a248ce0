import type { Fitted, ImageSource, Target } from "./source.ts";
import { UnreadablePicture } from "./source.ts";

/** Decoders at work at once: what libuv has threads for. */
const AT_ONCE = 4;

/** A picture that was left out: "cats/a.jpg is damaged". */
interface Skipped {
  name: string;
  reason: string;
}

/** All pictures that could be read, in the source's order. */
export interface Collected {
  /** count × size × size × 3 bytes. */
  pixels: Uint8Array;
  count: number;
  labels: Uint8Array;
  /** Width × height → how many had it, most first. */
  sizes: [size: string, count: number][];
  /** Had a side shorter than what was made of it. */
  enlarged: number;
  skipped: Skipped[];
}

export interface CollectOptions {
  /** Rows of the source, ascending. */
  rows: Uint32Array;
  target: Target;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** Reads pictures one after another, some at once. Rejects when a signal aborts, or a source fails as a whole. */
export async function collect(source: ImageSource, options: CollectOptions): Promise<Collected> {
  const { rows, target, onProgress, signal } = options;
  const size = target.size * target.size * 3;
  const pixels = new Uint8Array(rows.length * size);
  const read: (Fitted | Skipped | undefined)[] = new Array(rows.length);
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let i = next++; i < rows.length; i = next++) {
      signal.throwIfAborted();
      const fitted = await readOne(source, rows[i] ?? 0, target);
      if ("pixels" in fitted) pixels.set(fitted.pixels, i * size);
      // Its bytes lie in the large array now.
      read[i] = "pixels" in fitted ? { ...fitted, pixels: NONE } : fitted;
      done += 1;
      onProgress(done, rows.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return closeRanks({ pixels, size, read, rows, source, side: target.size });
}

const NONE = new Uint8Array();

async function readOne(
  source: ImageSource,
  row: number,
  target: Target,
): Promise<Fitted | Skipped> {
  try {
    return await source.read(row, target);
  } catch (cause) {
    if (!(cause instanceof UnreadablePicture)) throw cause;
    return { name: source.nameOf(row), reason: cause.message };
  }
}

interface Ranks {
  pixels: Uint8Array;
  size: number;
  read: readonly (Fitted | Skipped | undefined)[];
  rows: Uint32Array;
  source: ImageSource;
  side: number;
}

/** Moves pictures up to where those that could not be read would have been. */
function closeRanks({ pixels, size, read, rows, source, side }: Ranks): Collected {
  const labels = new Uint8Array(rows.length);
  const sizes = new Map<string, number>();
  const skipped: Skipped[] = [];
  let enlarged = 0;
  let count = 0;
  for (const [i, picture] of read.entries()) {
    if (picture === undefined) continue;
    if ("reason" in picture) {
      skipped.push(picture);
      continue;
    }
    const { width, height } = picture;
    const name = `${width} × ${height}`;
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
    if (Math.min(width, height) < side) enlarged += 1;
    if (count < i) pixels.copyWithin(count * size, i * size, (i + 1) * size);
    labels[count] = source.labels[rows[i] ?? 0] ?? 0;
    count += 1;
  }
  return {
    pixels: pixels.subarray(0, count * size),
    count,
    labels: labels.slice(0, count),
    sizes: [...sizes].sort(([, a], [, b]) => b - a),
    ...{ enlarged, skipped },
  };
}
