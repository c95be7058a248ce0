import type { FileRead, FileToRead } from "./messages.ts";
import { readPixels } from "./read-pixels.ts";

/** The part of a worker's global scope that is used; TypeScript's own types for it do not go with those of pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<FileToRead>) => void) | null;
  postMessage: (message: FileRead, transfer?: Transferable[]) => void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = async ({ data: { id, bytes, channels } }) => {
  const pixels = await readPixels(bytes, channels).catch(() => null);
  scope.postMessage({ id, pixels }, pixels ? [pixels.buffer] : []);
};
