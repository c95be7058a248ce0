import type { ModelCard } from "../protocol/model-card.ts";
import { toSharp } from "../socket/image-file.ts";

const THUMBNAIL_SIDE = 56;

/** A decoded image as a small PNG data: URL, enlarged smoothly. */
export async function drawThumbnail(
  pixels: Uint8Array,
  imageShape: ModelCard["imageShape"],
): Promise<string> {
  const png = await toSharp(pixels, { imageShape })
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { kernel: "cubic", fit: "fill" })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return `data:image/png;base64,${png.toString("base64")}`;
}
