import type { FileRead, FileToRead } from "./messages.ts";
import { readPixels } from "./read-pixels.ts";

/** Reads image files; each answer comes as `onRead`, in any order. */
export interface FileReader {
  read: (file: FileToRead) => void;
}

export type OpenFileReader = (onRead: (read: FileRead) => void) => FileReader;

/**
 * In a worker: on the main thread each file costs about a millisecond, this way a hundredth (measured in Chromium at
 * 64 to 256 pixels). Older Safari draws nothing in workers; there the page reads by itself.
 */
export const openFileReader: OpenFileReader = (onRead) => {
  if (typeof OffscreenCanvas === "undefined") {
    return {
      async read({ id, bytes, channels }) {
        onRead({ id, pixels: await readPixels(bytes, channels).catch(() => null) });
      },
    };
  }
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<FileRead>) => onRead(data);
  worker.onerror = (event) => console.warn(`Images could not be read: ${event.message}`);
  return { read: (file) => worker.postMessage(file, [file.bytes.buffer]) };
};
