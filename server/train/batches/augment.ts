import { gaussian, type Random } from "../../latent/random.ts";

/** How much a training image may be bent; 0 everywhere leaves it as it is. */
export interface Augmentation {
  /** Share of the images that are bent at all. The rest keep their exact pixels. */
  share: number;
  /** Standard deviation of the rotation, degrees. */
  rotation: number;
  /** Standard deviation of scale and shear, as a fraction. */
  stretch: number;
  /** Standard deviation of the shift, pixels. */
  shift: number;
}

type Shape = readonly [height: number, width: number, channels: number];

/**
 * One image, bent by a small random affine map about its centre, bilinear, black outside.
 * `pixels` is height × width × channels, row-major, 0..1; the result is a new array.
 * Digits differ by slant, size and place anyway: this adds such digits, it invents no new kind.
 */
export function augmentImage(
  pixels: Float32Array,
  [height, width, channels]: Shape,
  { random, ...amount }: Augmentation & { random: Random },
): Float32Array {
  if (random() >= amount.share) return pixels.slice();
  const angle = (gaussian(random) * amount.rotation * Math.PI) / 180;
  const scaleX = 1 + gaussian(random) * amount.stretch;
  const scaleY = 1 + gaussian(random) * amount.stretch;
  const shear = gaussian(random) * amount.stretch;
  const dx = gaussian(random) * amount.shift;
  const dy = gaussian(random) * amount.shift;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const result = new Float32Array(pixels.length);
  const put = { pixels, result, height, width, channels };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = x - cx - dx;
      const v = y - cy - dy;
      const sourceX = cx + (cos * u - sin * v) * scaleX + shear * v;
      const sourceY = cy + (sin * u + cos * v) * scaleY;
      bilinear(put, (y * width + x) * channels, sourceX, sourceY);
    }
  }
  return result;
}

interface Images {
  pixels: Float32Array;
  result: Float32Array;
  height: number;
  width: number;
  channels: number;
}

/** Writes the pixel between four others at `target`; plain numbers and no closures, since this runs for every pixel of every epoch. */
function bilinear(images: Images, target: number, x: number, y: number): void {
  const { pixels, result, height, width, channels } = images;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < -1 || y0 < -1 || x0 >= width || y0 >= height) return;
  const fx = x - x0;
  const fy = y - y0;
  // Beyond an edge is black: such a neighbour weighs nothing.
  const left = x0 >= 0 ? 1 - fx : 0;
  const right = x0 + 1 < width ? fx : 0;
  const above = y0 >= 0 ? 1 - fy : 0;
  const below = y0 + 1 < height ? fy : 0;
  const line = width * channels;
  const source = (y0 * width + x0) * channels;
  for (let channel = 0; channel < channels; channel++) {
    const at = source + channel;
    const top = above === 0 ? 0 : row(pixels, at, channels, left, right);
    const bottom = below === 0 ? 0 : row(pixels, at + line, channels, left, right);
    result[target + channel] = top * above + bottom * below;
  }
}

function row(
  pixels: Float32Array,
  at: number,
  channels: number,
  left: number,
  right: number,
): number {
  return (
    (left === 0 ? 0 : (pixels[at] as number) * left) +
    (right === 0 ? 0 : (pixels[at + channels] as number) * right)
  );
}

/** Sets a random share of the pixels to black: the encoder learns not to lean on single pixels. */
export function dropPixels(pixels: Float32Array, share: number, random: Random): Float32Array {
  return share === 0 ? pixels : pixels.map((value) => (random() < share ? 0 : value));
}
