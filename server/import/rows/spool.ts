import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { BLOCK_BYTES } from "./bounds.ts";

/** Rows of `dim` float32 in a file, so that a hundred thousand of a thousand numbers never lie in memory. */
export interface Spool {
  append(values: Float32Array): Promise<void>;
  /** The rows with these numbers, in this order; quick where they mostly ascend. */
  read(rows: Uint32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** Rows this near each other are read in one go, with what lies between. */
const GAP_BYTES = 64 * 2 ** 10;

export async function openSpool(folder: string, dim: number): Promise<Spool> {
  const file = await open(join(folder, "rows.f32"), "w+");
  let end = 0;
  return {
    async append(values) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, end + done);
        done += bytesWritten;
      }
      end += bytes.length;
    },
    async read(rows) {
      const values = new Float32Array(rows.length * dim);
      for (let from = 0; from < rows.length; ) {
        const to = stretchEnd(rows, from, dim);
        await readStretch(file, rows.subarray(from, to), values.subarray(from * dim, to * dim));
        from = to;
      }
      return values;
    },
    close: () => file.close(),
  };
}

/** How far from `from` on the rows ascend without a large gap. */
function stretchEnd(rows: Uint32Array, from: number, dim: number): number {
  const first = rows[from] as number;
  let to = from + 1;
  for (; to < rows.length; to++) {
    const gap = (rows[to] as number) - (rows[to - 1] as number);
    if (gap < 1 || gap * dim * BYTES > GAP_BYTES + dim * BYTES) break;
    if (((rows[to] as number) - first + 1) * dim * BYTES > 2 * BLOCK_BYTES) break;
  }
  return to;
}

async function readStretch(
  file: FileHandle,
  rows: Uint32Array,
  target: Float32Array,
): Promise<void> {
  const dim = target.length / rows.length;
  const first = rows[0] as number;
  const stretch = new Float32Array(((rows.at(-1) as number) - first + 1) * dim);
  const bytes = new Uint8Array(stretch.buffer);
  for (let done = 0; done < bytes.length; ) {
    const at = first * dim * BYTES + done;
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, at);
    if (bytesRead === 0) throw new Error("the rows that were set aside became shorter");
    done += bytesRead;
  }
  for (const [place, row] of rows.entries()) {
    const start = (row - first) * dim;
    target.set(stretch.subarray(start, start + dim), place * dim);
  }
}
