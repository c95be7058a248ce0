import type { Shape } from "./shape.ts";

/** Gaussian blur, `deviation` in pixels; edge pixels repeated outwards. A copy for a deviation of 0. */
export function blur(pixels: Float32Array, shape: Shape, deviation: number): Float32Array {
  if (deviation <= 0) return pixels.slice();
  const reach = Math.ceil(3 * deviation);
  const bell = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)),
  );
  const total = bell.reduce((sum, weight) => sum + weight, 0);
  const weights = bell.map((weight) => weight / total);
  const [height, width, channels] = shape;
  const line = width * channels;
  const across = along(pixels, weights, { length: width, stride: channels });
  return along(across, weights, { length: height, stride: line });
}

/** A weighted sum of neighbours along one axis. */
function along(
  values: Float32Array,
  weights: readonly number[],
  { length, stride }: { length: number; stride: number },
): Float32Array {
  const reach = (weights.length - 1) / 2;
  return values.map((_, at) => {
    const place = Math.floor(at / stride) % length;
    let sum = 0;
    for (const [i, weight] of weights.entries()) {
      const neighbour = Math.min(length - 1, Math.max(0, place + i - reach));
      sum += weight * (values[at + (neighbour - place) * stride] ?? 0);
    }
    return sum;
  });
}

/** A rectangle in shares of the image, 0..1. */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Pixels whose centre lies in the rectangle become `value`. */
export function mask(
  pixels: Float32Array,
  [height, width, channels]: Shape,
  { left, top, right, bottom }: Rectangle,
  value = 0,
): Float32Array {
  return pixels.map((pixel, at) => {
    const y = (Math.floor(at / (width * channels)) + 0.5) / height;
    const x = ((Math.floor(at / channels) % width) + 0.5) / width;
    return x >= left && x < right && y >= top && y < bottom ? value : pixel;
  });
}

/** Each pixel becomes the median of its 3 × 3 neighbourhood; edge pixels repeated outwards. */
export function medianFilter(pixels: Float32Array, [height, width, channels]: Shape): Float32Array {
  const near = new Float32Array(9);
  const inside = (place: number, length: number) => Math.min(length - 1, Math.max(0, place));
  return pixels.map((_, at) => {
    const y = Math.floor(at / (width * channels));
    const x = Math.floor(at / channels) % width;
    for (let i = 0; i < 9; i++) {
      const row = inside(y + Math.floor(i / 3) - 1, height);
      const column = inside(x + (i % 3) - 1, width);
      near[i] = pixels[(row * width + column) * channels + (at % channels)] ?? 0;
    }
    return near.sort()[4] ?? 0;
  });
}
