import { clamp } from "./noise.ts";

/** An affine map of images: x̂ = clip(W·y + b, 0, 1). The best one for a noise is what any denoiser has to beat. */
export interface LinearMap {
  /** size rows of size weights. */
  weights: Float32Array;
  bias: Float32Array;
}

/** As it lies in a file: each row's weights, then its bias. @throws RangeError when that is no square map */
export function linearMapOf(values: Float32Array): LinearMap {
  // size · (size + 1) numbers.
  const size = Math.floor(Math.sqrt(values.length));
  if (size * (size + 1) !== values.length)
    throw new RangeError(`${values.length} numbers are no linear map`);
  const row = (i: number) => i * (size + 1);
  const weights = new Float32Array(size * size);
  for (let i = 0; i < size; i++) weights.set(values.subarray(row(i), row(i) + size), i * size);
  return {
    weights,
    bias: Float32Array.from({ length: size }, (_, i) => values[row(i) + size] ?? 0),
  };
}

/** The inverse of `linearMapOf`. */
export function linearMapValues({ weights, bias }: LinearMap): Float32Array {
  const size = bias.length;
  const values = new Float32Array(size * (size + 1));
  for (let i = 0; i < size; i++) {
    values.set(weights.subarray(i * size, (i + 1) * size), i * (size + 1));
    values[i * (size + 1) + size] = bias[i] ?? 0;
  }
  return values;
}

/** One image of as many pixels as the map has rows. */
export function applyLinearMap({ weights, bias }: LinearMap, pixels: Float32Array): Float32Array {
  const size = bias.length;
  return bias.map((offset, i) => {
    let sum = offset;
    for (let j = 0; j < size; j++) sum += (weights[i * size + j] as number) * (pixels[j] as number);
    return clamp(sum);
  });
}
