import { gaussian, type Random } from "../latent/random.ts";

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

/**
 * One image, bent by a small random affine map about its centre, bilinear, black outside.
 * `pixels` is height × width, row-major, 0..1; the result is a new array.
 * Digits differ by slant, size and place anyway: this adds such digits, it invents no new kind.
 */
export function augmentImage(
  pixels: Float32Array,
  [height, width]: readonly [number, number, number],
  { random, ...amount }: Augmentation & { random: Random },
): Float32Array {
  if (random() >= amount.share) return pixels.slice();
  const angle = (gaussian(random) * amount.rotation * Math.PI) / 180;
  const [scaleX, scaleY] = [
    1 + gaussian(random) * amount.stretch,
    1 + gaussian(random) * amount.stretch,
  ];
  const shear = gaussian(random) * amount.stretch;
  const [dx, dy] = [gaussian(random) * amount.shift, gaussian(random) * amount.shift];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const result = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - cx - dx, y - cy - dy];
      const sourceX = cx + (cos * u - sin * v) * scaleX + shear * v;
      const sourceY = cy + (sin * u + cos * v) * scaleY;
      result[y * width + x] = bilinear(pixels, { height, width, x: sourceX, y: sourceY });
    }
  }
  return result;
}

/** Sets a random share of the pixels to black: the encoder learns not to lean on single pixels. */
export function dropPixels(pixels: Float32Array, share: number, random: Random): Float32Array {
  return share === 0 ? pixels : pixels.map((value) => (random() < share ? 0 : value));
}

function bilinear(
  pixels: Float32Array,
  { height, width, x, y }: { height: number; width: number; x: number; y: number },
): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - x0, y - y0];
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height
      ? 0
      : (pixels[row * width + column] ?? 0);
  const top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
  const bottom = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
  return top * (1 - fy) + bottom * fy;
}
