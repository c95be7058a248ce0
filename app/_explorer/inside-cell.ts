import type { Dataset } from "../../server/protocol/dataset.ts";

/** A rectangle of pixels in a cell, from its upper left corner. */
interface Inside {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where an image lies in its square cell of the atlas: whole, in the middle, as server/import/pictures/shrink.ts puts it there. */
export function insideCell({
  imageShape: [imageHeight, imageWidth],
  atlas: { cell },
}: Pick<Dataset, "imageShape" | "atlas">): Inside {
  const scale = Math.min(1, cell / Math.max(imageHeight, imageWidth));
  const width = Math.max(1, Math.round(imageWidth * scale));
  const height = Math.max(1, Math.round(imageHeight * scale));
  return { left: (cell - width) >> 1, top: (cell - height) >> 1, width, height };
}
