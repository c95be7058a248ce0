import sharp, { type Sharp } from "sharp";
import { imageSize } from "../protocol/card-shape.ts";
import type { ModelCard } from "../protocol/model-card.ts";

/** Up to this many bytes of pixels, differences of raw bytes are smaller than a file and cost less (bench: frames). */
const PIXELS_MAX_BYTES = 8 * 1024;
const QUALITY = 82;

type Shape = Pick<ModelCard, "imageShape">;

/** Whether images of this model travel as WebP files rather than as pixels. */
export const travelsAsFile = (card: Shape): boolean => imageSize(card) > PIXELS_MAX_BYTES;

/** Raw bytes of one image for sharp. */
export function toSharp(pixels: Uint8Array, { imageShape }: Shape): Sharp {
  const [height, width, channels] = imageShape;
  return sharp(pixels, { raw: { width, height, channels } });
}

/** A decoded image as a WebP file, made once for all receivers, in libvips' threads. */
export function toImageFile(pixels: Uint8Array, card: Shape): Promise<Uint8Array> {
  return toSharp(pixels, card)
    .webp({ quality: QUALITY, effort: 0, smartSubsample: false })
    .toBuffer();
}
