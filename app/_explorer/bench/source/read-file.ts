import type { Picture } from "./fit-image.ts";

/** A larger file is no picture that anyone means. */
const FILE_MAX_BYTES = 30 << 20;
/** Far more than any model has, so that thin lines survive. */
const SIDE_MAX = 512;

/**
 * Any image file that this browser can read, made smaller where it is large; what is transparent becomes white.
 * @returns null when it is no image, or too large
 */
export async function readPicture(file: Blob): Promise<Picture | null> {
  if (file.size > FILE_MAX_BYTES) return null;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { rgba: context.getImageData(0, 0, width, height).data, width, height };
}
