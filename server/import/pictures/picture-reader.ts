import { basename } from "node:path";
import sharp from "sharp";
import type { Dataset } from "../../protocol/dataset.ts";

/** Of a picture: more is refused before it is unpacked. */
const PIXELS_MAX = 100e6;
/** Unpacked at once; libvips has as many threads as there are cores. */
const AT_ONCE = 16;

/** Pictures `from` to before `to` as the decoder makes its own: bytes, row-major, channels last. */
export type ReadPictures = (from: number, to: number) => Promise<Uint8Array>;

/**
 * Reads pictures of any size at the decoder's: upright, cut in the middle to its shape, transparent parts black.
 * @param onUnreadable told the name of a picture that cannot be read, which stays black
 */
export function pictureReader(
  files: readonly string[],
  imageShape: Dataset["imageShape"],
  onUnreadable: (name: string) => void = () => {},
): ReadPictures {
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  return async (from, to) => {
    const pixels = new Uint8Array((to - from) * size);
    for (let start = from; start < to; start += AT_ONCE) {
      const some = files.slice(start, Math.min(to, start + AT_ONCE));
      const read = some.map(async (file, place) => {
        const picture = await readPicture(file, imageShape).catch(() => null);
        if (picture === null) onUnreadable(basename(file));
        else pixels.set(picture, (start - from + place) * size);
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
  return await sharp(file, { limitInputPixels: PIXELS_MAX, autoOrient: true })
    .flatten({ background: "#000" })
    .resize(width, height, { fit: "cover" })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .raw({ depth: "uchar" })
    .toBuffer();
}
