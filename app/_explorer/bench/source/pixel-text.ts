import { deflateSync, inflateSync } from "fflate";
import { BENCH_PIXELS_MAX_CHARS } from "../../../../server/protocol/bench.ts";
import { fromBase64Url, toBase64Url } from "../../view-link/base64-url.ts";

/** Bits that are dropped of each pixel, one more at a time, until a noisy picture fits. */
const DROPPED_MAX = 6;

/** An image's bytes as a bench carries them; coarser where it would be too long. Null where nothing helps: it is too large. */
export function writePixels(pixels: Uint8Array): string | null {
  for (let dropped = 0; dropped <= DROPPED_MAX; dropped++) {
    const levels = 255 >> dropped;
    const coarse = pixels.map((value) =>
      Math.round((Math.round((value / 255) * levels) / levels) * 255),
    );
    const text = toBase64Url(deflateSync(coarse, { level: 9 }));
    if (text.length <= BENCH_PIXELS_MAX_CHARS) return text;
  }
  return null;
}

/** Null for what is no image of this size. */
export function readPixelText(text: string, size: number): Uint8Array | null {
  const bytes = fromBase64Url(text, BENCH_PIXELS_MAX_CHARS);
  if (!bytes) return null;
  try {
    const pixels = inflateSync(bytes);
    return pixels.length === size ? pixels : null;
  } catch {
    // Not deflated bytes.
    return null;
  }
}
