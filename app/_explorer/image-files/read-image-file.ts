import { type LiveCursor, liveChanged, showImage } from "../live.ts";
import { useExplorer } from "../store.ts";
import type { FileRead } from "./messages.ts";
import { type FileReader, type OpenFileReader, openFileReader } from "./open-reader.ts";

interface ImageFile {
  imageSeq: number;
  bytes: Uint8Array;
  /** Called when this file's image is shown. */
  onShown: (() => void) | undefined;
}

export type ReadImageFile = (
  cursor: LiveCursor,
  imageSeq: number,
  bytes: Uint8Array,
  onShown?: () => void,
) => void;

/**
 * Large images come as files. One at a time is read for each cursor, and latest wins: a page that reads more slowly
 * than they come shows fewer, never old ones.
 */
export function createImageFiles(open: OpenFileReader = openFileReader): ReadImageFile {
  const reading = new Map<number, { cursor: LiveCursor; file: ImageFile }>();
  const busy = new Set<LiveCursor>();
  const waiting = new Map<LiveCursor, ImageFile>();
  let reader: FileReader | null = null;
  let lastId = 0;

  const next = (cursor: LiveCursor) => {
    const file = waiting.get(cursor);
    if (!file || busy.has(cursor)) return;
    waiting.delete(cursor);
    busy.add(cursor);
    reading.set(++lastId, { cursor, file });
    reader ??= open(show);
    const channels = useExplorer.getState().card?.imageShape[2] ?? 3;
    // A copy, since the rest of the packet holds other images.
    reader.read({ id: lastId, bytes: file.bytes.slice(), channels });
  };

  const show = ({ id, pixels }: FileRead) => {
    const read = reading.get(id);
    reading.delete(id);
    if (!read) return;
    const { cursor, file } = read;
    busy.delete(cursor);
    // The page may have drawn a newer one by itself meanwhile.
    if (pixels && file.imageSeq >= cursor.imageSeq) {
      showImage(cursor, file.imageSeq, pixels);
      file.onShown?.();
      liveChanged();
    }
    next(cursor);
  };

  return (cursor, imageSeq, bytes, onShown) => {
    waiting.set(cursor, { imageSeq, bytes, onShown });
    next(cursor);
  };
}

export const readImageFile = createImageFiles();
