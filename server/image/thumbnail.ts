import type { ModelCard } from "../protocol/model-card.ts";
import { toSharp } from "./image-file.ts";

const THUMBNAIL_SIDE = 56;

/** A decoded image as a small PNG; small ones as they are: whoever shows them enlarges them. */
export async function drawThumbnail(
  pixels: Uint8Array,
  imageShape: ModelCard["imageShape"],
): Promise<Uint8Array> {
  return toSharp(pixels, { imageShape })
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer();
}
