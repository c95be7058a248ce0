import { basename } from "node:path";
import sharp, { type Sharp } from "sharp";
import type { Dataset } from "../../protocol/dataset.ts";
import { ImportError } from "../import-error.ts";

/** Of a picture: more is refused before it is unpacked. */
const PIXELS_MAX = 100e6;
/** Unpacked at once; libvips has as many threads as there are cores. */
const AT_ONCE = 16;

/** Pictures `from` to before `to` as the decoder makes its own: bytes, row-major, channels last. */
export type ReadPictures = (from: number, to: number) => Promise<Uint8Array>;

/**
 * Reads pictures of any size at the decoder's: upright, cut in the middle to its shape, transparent parts black.
 * Rejects with ImportError where one cannot be read: which ones is known before (`findUnreadable`).
 */
export function pictureReader(
  files: readonly string[],
  imageShape: Dataset["imageShape"],
): ReadPictures {
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  return async (from, to) => {
    const pixels = new Uint8Array((to - from) * size);
    for (let start = from; start < to; start += AT_ONCE) {
      const some = files.slice(start, Math.min(to, start + AT_ONCE));
      const read = some.map(async (file, place) => {
        pixels.set(await readPicture(file, imageShape), (start - from + place) * size);
      });
      await Promise.all(read);
    }
    return pixels;
  };
}

async function readPicture(
  file: string,
  [height, width, channels]: Dataset["imageShape"],
): Promise<Uint8Array> {
  return await openPicture(file)
    .flatten({ background: "#000" })
    .resize(width, height, { fit: "cover" })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .raw({ depth: "uchar" })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new ImportError(`${basename(file)} can no longer be read.`, { cause });
    });
}

/** Upright; a file that is none, or is cut off, rejects as soon as it is read. */
export const openPicture = (file: string): Sharp =>
  sharp(file, { limitInputPixels: PIXELS_MAX, autoOrient: true });
