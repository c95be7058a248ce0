import { clamp } from "./noise.ts";
import type { Shape } from "./shape.ts";

/** The shape after `meanPool`. @throws RangeError when the factor does not divide height and width */
export function pooledShape([height, width, channels]: Shape, factor: number): Shape {
  if (height % factor !== 0 || width % factor !== 0)
    throw new RangeError(`${height}×${width} pixels are no blocks of ${factor}×${factor}`);
  return [height / factor, width / factor, channels];
}

/** Each block of factor × factor pixels becomes their mean: what a coarser sensor would have seen. */
export function meanPool(pixels: Float32Array, shape: Shape, factor: number): Float32Array {
  const [height, width, channels] = pooledShape(shape, factor);
  const pooled = new Float32Array(height * width * channels);
  const line = shape[1] * channels;
  for (let at = 0; at < pixels.length; at++) {
    const y = Math.floor(Math.floor(at / line) / factor);
    const x = Math.floor(Math.floor((at % line) / channels) / factor);
    const target = (y * width + x) * channels + (at % channels);
    pooled[target] = (pooled[target] ?? 0) + (pixels[at] ?? 0) / factor ** 2;
  }
  return pooled;
}

/** How pixels between pixels are found: kernel and how far it reaches. */
interface Kernel {
  reach: number;
  weight: (distance: number) => number;
}

const KERNELS = {
  nearest: { reach: 1, weight: (d) => (d < 0.5 ? 1 : 0) },
  bilinear: { reach: 1, weight: (d) => Math.max(0, 1 - d) },
  // Keys 1981, "Cubic convolution interpolation for digital image processing", a = −1/2: as Pillow's, Matlab's.
  bicubic: {
    reach: 2,
    weight: (d) => {
      if (d >= 2) return 0;
      return d <= 1 ? 1.5 * d ** 3 - 2.5 * d ** 2 + 1 : -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2;
    },
  },
} as const satisfies Record<string, Kernel>;

export type Interpolation = keyof typeof KERNELS;
export const INTERPOLATIONS = Object.keys(KERNELS) as Interpolation[];

/** `factor` times higher and wider, pixel centres at half, edge pixels repeated outwards, clipped to 0..1. */
export function upsample(
  pixels: Float32Array,
  [height, width, channels]: Shape,
  { factor, kernel }: { factor: number; kernel: Interpolation },
): Float32Array {
  const [rows, columns] = [taps(height, factor, kernel), taps(width, factor, kernel)];
  const wide = new Float32Array(height * columns.length * channels);
  for (let y = 0; y < height; y++)
    for (const [x, sources] of columns.entries())
      for (let c = 0; c < channels; c++)
        wide[(y * columns.length + x) * channels + c] = sources.reduce(
          (sum, [from, weight]) => sum + weight * (pixels[(y * width + from) * channels + c] ?? 0),
          0,
        );
  const line = columns.length * channels;
  const tall = new Float32Array(rows.length * line);
  for (const [y, sources] of rows.entries())
    for (let at = 0; at < line; at++)
      tall[y * line + at] = clamp(
        sources.reduce((sum, [from, weight]) => sum + weight * (wide[from * line + at] ?? 0), 0),
      );
  return tall;
}

/** Of each new pixel along an axis: which old ones it is made of, and their weights, which sum to 1. */
function taps(length: number, factor: number, name: Interpolation): [number, number][][] {
  const { reach, weight }: Kernel = KERNELS[name];
  return Array.from({ length: length * factor }, (_, target) => {
    const centre = (target + 0.5) / factor - 0.5;
    const first = Math.floor(centre) - reach + 1;
    const sources = Array.from({ length: 2 * reach }, (_, i) => first + i);
    return sources
      .map((source): [number, number] => [
        Math.min(length - 1, Math.max(0, source)),
        weight(Math.abs(source - centre)),
      ])
      .filter(([, share]) => share !== 0);
  });
}
