import type { Dataset } from "../../server/protocol/dataset.ts";
import { insideCell } from "./inside-cell.ts";

/** Draws the small picture of a datum: sizes the canvas to it, and in a place of another shape it is whole, in the middle. */
export function drawThumbnail(
  canvas: HTMLCanvasElement | null,
  image: ImageBitmap | null,
  dataset: Pick<Dataset, "imageShape" | "atlas">,
  row: number,
): void {
  const { cell, columns } = dataset.atlas;
  const { left, top, width, height } = insideCell(dataset);
  if (canvas && (canvas.width !== width || canvas.height !== height))
    Object.assign(canvas, { width, height });
  const context = canvas?.getContext("2d");
  if (!canvas || !context || !image) return;
  canvas.style.objectFit = "contain";
  const [x, y] = [(row % columns) * cell + left, Math.floor(row / columns) * cell + top];
  context.drawImage(image, x, y, width, height, 0, 0, width, height);
}
