import sharp from "sharp";
import type { Dataset } from "../../protocol/dataset.ts";

/** A large picture of equal cells, filled one after another. */
export interface Sheet {
  put(row: number, image: Uint8Array): void;
  /** A WebP file of it. */
  encode(lossless: boolean): Promise<Buffer>;
}

/** Of the cloud's picture: contours stay whole at a fifth of the bytes of 80. */
const QUALITY = 40;

export function createSheet(
  [height, width, channels]: Dataset["imageShape"],
  { columns, rows }: { columns: number; rows: number },
): Sheet {
  const line = width * channels;
  const wide = columns * line;
  const pixels = Buffer.alloc(wide * rows * height);
  return {
    put(row, image) {
      const start = Math.floor(row / columns) * height * wide + (row % columns) * line;
      for (let y = 0; y < height; y++)
        pixels.set(image.subarray(y * line, (y + 1) * line), start + y * wide);
    },
    encode: (lossless) =>
      sharp(pixels, {
        raw: { width: columns * width, height: rows * height, channels },
        limitInputPixels: false,
      })
        .webp(lossless ? { lossless, effort: 4 } : { quality: QUALITY, effort: 4 })
        .toBuffer(),
  };
}
