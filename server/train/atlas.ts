import sharp from "sharp";
import type { Dataset } from "./dataset.ts";

export const ATLAS_COLUMNS = 100;
/** Lossy WebP: strokes stay whole, and 10,000 glyphs take under 1 MB. */
const QUALITY = 16;

/** All images side by side, row by row, as a WebP file. Cells are square: height = width. */
export async function makeAtlas(dataset: Dataset): Promise<Buffer> {
  const [cell] = dataset.imageShape;
  const width = ATLAS_COLUMNS * cell;
  const height = Math.ceil(dataset.count / ATLAS_COLUMNS) * cell;
  const pixels = Buffer.alloc(width * height);
  for (let row = 0; row < dataset.count * cell; row++) {
    const image = Math.floor(row / cell);
    const top = Math.floor(image / ATLAS_COLUMNS) * cell + (row % cell);
    const start = top * width + (image % ATLAS_COLUMNS) * cell;
    const line = dataset.images.subarray(row * cell, (row + 1) * cell);
    pixels.set(
      line.map((value) => Math.round(value * 255)),
      start,
    );
  }
  return await sharp(pixels, { raw: { width, height, channels: 1 } })
    .webp({ quality: QUALITY, effort: 6 })
    .toBuffer();
}
