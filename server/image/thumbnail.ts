import type { ModelCard } from "../protocol/model-card.ts";
import { toSharp } from "./image-file.ts";

const THUMBNAIL_SIDE = 56;

/** A decoded image as a small PNG, enlarged smoothly. */
export async function drawThumbnail(
  pixels: Uint8Array,
  imageShape: ModelCard["imageShape"],
): Promise<Uint8Array> {
  return toSharp(pixels, { imageShape })
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { kernel: "cubic", fit: "fill" })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
