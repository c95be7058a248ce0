import { type LiveCursor, liveChanged, showImage } from "../live.ts";
import { useExplorer } from "../store.ts";
import type { FileRead, FileToRead } from "./messages.ts";

interface Waiting {
  imageSeq: number;
  bytes: Uint8Array;
  /** Called when this file's image is shown. */
  onShown: (() => void) | undefined;
}

/**
 * Large images come as files. They are read in a worker: on the main thread each costs about a millisecond, here
 * a hundredth (measured in Chromium at 64 to 256 pixels). One at a time for each cursor, and latest wins.
 */
const reading = new Map<number, { cursor: LiveCursor; file: Waiting }>();
const waiting = new Map<LiveCursor, Waiting>();
let worker: Worker | null = null;
let lastId = 0;

export function readImageFile(
  cursor: LiveCursor,
  imageSeq: number,
  bytes: Uint8Array,
  onShown?: () => void,
): void {
  waiting.set(cursor, { imageSeq, bytes, onShown });
  next(cursor);
}

function next(cursor: LiveCursor): void {
  const file = waiting.get(cursor);
  if (!file || [...reading.values()].some((other) => other.cursor === cursor)) return;
  waiting.delete(cursor);
  const id = ++lastId;
  reading.set(id, { cursor, file });
  const channels = useExplorer.getState().card?.imageShape[2] ?? 3;
  // A copy, since the rest of the packet holds other images.
  const message: FileToRead = { id, bytes: file.bytes.slice(), channels };
  open().postMessage(message, [message.bytes.buffer]);
}

function open(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: { id, pixels } }: MessageEvent<FileRead>) => {
    const read = reading.get(id);
    reading.delete(id);
    if (!read) return;
    const { cursor, file } = read;
    // The page may have drawn a newer one by itself meanwhile.
    if (pixels && file.imageSeq >= cursor.imageSeq) {
      showImage(cursor, file.imageSeq, pixels);
      file.onShown?.();
      liveChanged();
    }
    next(cursor);
  };
  worker.onerror = (event) => {
    console.warn(`Images could not be read: ${event.message}`);
    worker?.terminate();
    worker = null;
    reading.clear();
  };
  return worker;
}
