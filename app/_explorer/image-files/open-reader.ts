import type { FileRead, FileToRead } from "./messages.ts";
import { readPixels } from "./read-pixels.ts";

/** Reads image files; each is answered once by `onRead`, in any order, what is no image with null. */
export interface FileReader {
  read: (file: FileToRead) => void;
}

export type OpenFileReader = (onRead: (read: FileRead) => void) => FileReader;

/** The part of a worker that is used, so that tests can break one. */
export type FileWorker = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

/**
 * In a worker: on the main thread each file costs about a millisecond, this way a hundredth (measured in Chromium at
 * 64 to 256 pixels). Older Safari draws nothing in workers; there the page reads by itself, as it does from then on
 * when the worker fails.
 */
export const openFileReader: OpenFileReader = (onRead) =>
  typeof OffscreenCanvas === "undefined"
    ? pageReader(onRead)
    : workerReader(
        onRead,
        new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
        pageReader,
      );

/** @param fallback opened when the worker fails */
export function workerReader(
  onRead: (read: FileRead) => void,
  worker: FileWorker,
  fallback: OpenFileReader,
): FileReader {
  const pending = new Set<number>();
  let instead: FileReader | null = null;
  worker.onmessage = ({ data }: MessageEvent<FileRead>) => {
    if (pending.delete(data.id)) onRead(data);
  };
  worker.onerror = (event) => {
    if (instead) return;
    console.warn(`Images are read in the page from now on: ${event.message || "no worker"}`);
    worker.terminate();
    instead = fallback(onRead);
    // Their bytes went with the worker; whoever asked goes on with what is newest.
    for (const id of [...pending]) onRead({ id, pixels: null });
    pending.clear();
  };
  return {
    read: (file) => {
      if (instead) {
        instead.read(file);
        return;
      }
      pending.add(file.id);
      worker.postMessage(file, [file.bytes.buffer]);
    },
  };
}

const pageReader: OpenFileReader = (onRead) => ({
  async read({ id, bytes, channels }) {
    onRead({ id, pixels: await readPixels(bytes, channels).catch(() => null) });
  },
});
