import { type FileHandle, open } from "node:fs/promises";
import { decodeItems, type NpyArray, parseNpy } from "./npy.ts";
import { NPY_HEADER_MAX_BYTES, type NpyHeader, parseNpyHeader } from "./npy-header.ts";

/** An array of which some rows at a time are read: a file larger than memory should be. */
export interface NpyRows extends Pick<NpyArray, "type" | "shape"> {
  /** Rows `start` to before `end` of the first dimension, in C order. */
  rows(start: number, end: number): Promise<NpyArray["values"]>;
  close(): Promise<void>;
}

/** What is read at once where the order leaves no other way. */
const WHOLE_MAX_BYTES = 2 ** 31;

/** Opens a `.npy` file. Rejects in one sentence as `parseNpy`; the file is closed then. */
export async function openNpy(path: string): Promise<NpyRows> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const header = parseNpyHeader(await readAt(file, 0, Math.min(size, NPY_HEADER_MAX_BYTES)));
    const wanted = header.count * header.itemBytes;
    if (size - header.start < wanted)
      throw new RangeError(`it is cut off: ${size - header.start} of ${wanted} bytes are there`);
    if (!header.fortran) return streamed(file, header);
    if (size > WHOLE_MAX_BYTES)
      throw new RangeError("it is in Fortran order and too large; save it by np.ascontiguousarray");
    const whole = parseNpy(await readAt(file, 0, size));
    return { ...inMemory(whole), close: () => file.close() };
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/** The same of an array that is there already. */
export function inMemory({ type, shape, values }: NpyArray): NpyRows {
  const [count = 1] = shape;
  const width = values.length / Math.max(1, count);
  return {
    ...{ type, shape },
    rows: async (start, end) => values.slice(start * width, end * width),
    close: async () => {},
  };
}

function streamed(file: FileHandle, header: NpyHeader): NpyRows {
  const { type, shape, start, count, itemBytes } = header;
  const [rows = 1] = shape;
  const rowBytes = (count / Math.max(1, rows)) * itemBytes;
  return {
    ...{ type, shape },
    rows: async (from, to) => {
      const bytes = await readAt(file, start + from * rowBytes, (to - from) * rowBytes);
      return decodeItems(bytes, header);
    },
    close: () => file.close(),
  };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new RangeError("it became shorter while it was read");
    done += bytesRead;
  }
  return bytes;
}
