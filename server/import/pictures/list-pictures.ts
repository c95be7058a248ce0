import { readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileError } from "../rows/file-error.ts";

export interface Picture {
  path: string;
  /** From the folder on, with slashes. */
  name: string;
}

const FILES_MAX = 2_000_000;

const ENDING = /\.(jpe?g|jpe|jfif|png|webp|gif|avif|tiff?|svg)$/i;

/** The pictures of a folder and of those in it; hidden ones and other files are passed over. Rejects with ImportError. */
export async function listPictures(folder: string): Promise<Picture[]> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new RangeError("it is no folder");
    const found = await readdir(folder, { recursive: true });
    if (found.length > FILES_MAX) throw new RangeError(`it holds more than ${FILES_MAX} files`);
    const names = found
      .map((name) => name.split(sep).join("/"))
      .filter((name) => ENDING.test(name) && !/(^|\/)\./.test(name));
    if (names.length === 0)
      throw new RangeError("it holds no picture (JPEG, PNG, WebP, GIF, AVIF, TIFF, SVG)");
    return names.map((name) => ({ name, path: join(folder, name) }));
  } catch (cause) {
    throw fileError(folder, cause);
  }
}
