import sharp, { type Sharp } from "sharp";
import { type Dimensions, type Fitted, type Target, UnreadablePicture } from "./source.ts";

/** A camera's largest is near it; a file of a few kilobytes can claim far more. */
const PIXELS_MAX = 100e6;
/** A drawing (SVG) can be written so that it takes for ever. */
const SECONDS_MAX = 20;
/** Where a picture is transparent. */
const GROUND = "#fff";

/** Boxes of an ISO media file begin with their length and kind; this one's content is a brand of four letters. */
const BRAND = /^....ftyp(hei|hev)/s;

/**
 * A picture that is not decoded yet. Of an animation the first frame.
 * @throws UnreadablePicture when there is nothing, or a HEIC file, which sharp does not decode
 */
export function openImage(bytes: Uint8Array): Sharp {
  if (bytes.length === 0) throw new UnreadablePicture("is empty");
  if (BRAND.test(Buffer.from(bytes.subarray(0, 12)).toString("latin1")))
    throw new UnreadablePicture("is a HEIC photograph: save it as JPEG");
  return sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error" });
}

/** Width and height as a camera meant them to be seen. Rejects with UnreadablePicture. */
export async function uprightSize(image: Sharp): Promise<Dimensions> {
  const { autoOrient } = await image.metadata().catch(refuse);
  return { width: autoOrient.width, height: autoOrient.height };
}

/** Decodes, turns upright, puts on white, and makes it square. Rejects with UnreadablePicture. */
export async function fitImage(image: Sharp, { size, fit }: Target): Promise<Fitted> {
  const original = await uprightSize(image);
  const { data, info } = await image
    .autoOrient()
    .resize(size, size, { fit: fit === "crop" ? "cover" : "inside" })
    .flatten({ background: GROUND })
    .toColourspace("srgb")
    .timeout({ seconds: SECONDS_MAX })
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (info.channels !== 3) throw new UnreadablePicture("has channels that are no colours");
  return { ...original, pixels: centred(pixels, { ...info, size }) };
}

/** libvips' words are of its own code. */
function refuse(cause: unknown): never {
  const text = cause instanceof Error ? cause.message : String(cause);
  const reason = /unsupported image format/i.test(text)
    ? "is no image that can be read here"
    : /pixel limit/i.test(text)
      ? `has more than ${PIXELS_MAX / 1e6} megapixels`
      : /timeout/i.test(text)
        ? `takes more than ${SECONDS_MAX} seconds to decode`
        : "is damaged";
  throw new UnreadablePicture(reason, { cause });
}

/** In the middle of a square of its border's mean colour. */
function centred(
  pixels: Uint8Array,
  { width, height, size }: Dimensions & { size: number },
): Uint8Array {
  if (width === size && height === size) return pixels;
  const ground = borderColour(pixels, { width, height });
  const square = new Uint8Array(size * size * 3).map((_, i) => ground[i % 3] ?? 0);
  const left = Math.floor((size - width) / 2);
  const top = Math.floor((size - height) / 2);
  for (let y = 0; y < height; y++) {
    const line = pixels.subarray(y * width * 3, (y + 1) * width * 3);
    square.set(line, ((top + y) * size + left) * 3);
  }
  return square;
}

function borderColour(pixels: Uint8Array, { width, height }: Dimensions): number[] {
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = 0; y < height; y++) {
    const isEdge = y === 0 || y === height - 1;
    for (let x = 0; x < width; x += isEdge ? 1 : Math.max(1, width - 1)) {
      for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (pixels[(y * width + x) * 3 + c] ?? 0);
      count += 1;
    }
  }
  return sums.map((sum) => Math.round(sum / count));
}
