import type { Dataset } from "../../server/protocol/dataset.ts";

/** Draws the small picture of a datum, one cell of the atlas, from the upper left of a canvas that is as large. */
export function drawThumbnail(
  canvas: HTMLCanvasElement | null,
  image: ImageBitmap | null,
  { cell, columns }: Dataset["atlas"],
  row: number,
): void {
  const context = canvas?.getContext("2d");
  if (!context || !image) return;
  const [x, y] = [(row % columns) * cell, Math.floor(row / columns) * cell];
  context.drawImage(image, x, y, cell, cell, 0, 0, cell, cell);
}
