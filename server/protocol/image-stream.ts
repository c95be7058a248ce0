import type { FrameImage } from "./frame.ts";

/**
 * Small images in a room's ticks travel as differences: ticks arrive whole and in order, so everyone who gets a tick
 * holds the same last image of each cursor. Between two moves most pixels stay as they are, and what is left deflates
 * to half of what the images themselves do (bench: frames).
 */

/** image − reference, byte by byte, modulo 256. */
export function difference(image: Uint8Array, reference: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(image.length);
  for (let i = 0; i < image.length; i++) bytes[i] = (image[i] as number) - (reference[i] as number);
  return bytes;
}

/**
 * What a receiver holds of a cursor after an image came.
 * @returns an array of its own; null when a difference comes to someone who holds nothing, who must leave it
 */
export function applyImage(
  held: Uint8Array | null,
  { coding, bytes }: FrameImage,
): Uint8Array | null {
  const image = bytes.slice();
  if (coding !== "difference") return image;
  if (held?.length !== image.length) return null;
  for (let i = 0; i < image.length; i++) image[i] = (image[i] as number) + (held[i] as number);
  return image;
}

/** Nearest of sixteen grey levels, by byte. */
const SIXTEEN_LEVELS = Uint8Array.from({ length: 256 }, (_, value) => Math.round(value / 17) * 17);

/** Sixteen levels of each channel, at most 8/255 off: a third of the bytes while a crowd moves. */
export function inSixteenLevels(image: Uint8Array): Uint8Array {
  const levels = new Uint8Array(image.length);
  for (let i = 0; i < image.length; i++) levels[i] = SIXTEEN_LEVELS[image[i] as number] as number;
  return levels;
}
