import sharp from "sharp";
import type { ModelCard } from "../protocol/model-card.ts";
import { toSharp } from "./image-file.ts";

/**
 * Decoded images side by side, row by row, in square cells, as a WebP file that keeps every pixel.
 * @param pixels as many images as the sheet has cells
 * @param cellPx side of a cell; smaller images stand in its middle, larger ones are shrunk into it
 */
export async function drawSheet(
  pixels: Uint8Array,
  { imageShape }: Pick<ModelCard, "imageShape">,
  columns: number,
  cellPx: number,
): Promise<Uint8Array> {
  const [height, width, channels] = imageShape;
  const size = height * width * channels;
  const side = columns * cellPx;
  const sheet = Buffer.alloc(side * side * channels);
  for (let cell = 0; cell < columns * columns; cell++) {
    const image = pixels.subarray(cell * size, (cell + 1) * size);
    const fitted = await shrink(image, imageShape, cellPx);
    const top = Math.floor(cell / columns) * cellPx + ((cellPx - fitted.height) >> 1);
    const left = (cell % columns) * cellPx + ((cellPx - fitted.width) >> 1);
    const line = fitted.width * channels;
    for (let row = 0; row < fitted.height; row++)
      sheet.set(
        fitted.pixels.subarray(row * line, (row + 1) * line),
        ((top + row) * side + left) * channels,
      );
  }
  return await sharp(sheet, { raw: { width: side, height: side, channels } })
    .webp({ lossless: true, effort: 0 })
    .toBuffer();
}

async function shrink(pixels: Uint8Array, imageShape: ModelCard["imageShape"], cellPx: number) {
  const [height, width] = imageShape;
  if (height <= cellPx && width <= cellPx) return { pixels, height, width };
  const { data, info } = await toSharp(pixels, { imageShape })
    .resize(cellPx, cellPx, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, height: info.height, width: info.width };
}
