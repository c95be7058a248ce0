import type { Shape } from "./shape.ts";

/** Wang, Bovik, Sheikh & Simoncelli 2004: an 11 × 11 Gaussian window of σ = 1.5, and constants that keep black from dividing by 0. */
const WINDOW = 11;
const DEVIATION = 1.5;
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * SSIM of two images with pixels in 0..1: mean of (2μₓμᵧ + C₁)(2σₓᵧ + C₂) / ((μₓ² + μᵧ² + C₁)(σₓ² + σᵧ² + C₂)) over channels
 * and over all windows that lie inside the image, as `tf.image.ssim` has it. 1 for equal images, at least −1.
 * An image smaller than the window gets the largest that fits.
 */
export function structuralSimilarity(a: Float32Array, b: Float32Array, shape: Shape): number {
  const weights = windowOf(Math.min(WINDOW, shape[0], shape[1]));
  const means = (values: Float32Array | Float64Array) => windowMeans(values, shape, weights);
  const product = (x: Float32Array, y: Float32Array) =>
    Float64Array.from(x, (value, i) => value * (y[i] as number));
  const [muA, muB] = [means(a), means(b)];
  const [aa, bb, ab] = [means(product(a, a)), means(product(b, b)), means(product(a, b))];
  let sum = 0;
  for (let i = 0; i < muA.length; i++) {
    const [x, y] = [muA[i] as number, muB[i] as number];
    const [varA, varB] = [(aa[i] as number) - x * x, (bb[i] as number) - y * y];
    const covariance = (ab[i] as number) - x * y;
    sum += ((2 * x * y + C1) * (2 * covariance + C2)) / ((x * x + y * y + C1) * (varA + varB + C2));
  }
  return sum / muA.length;
}

/** Mean over images that lie one after another. */
export function meanSimilarity(images: Float32Array, others: Float32Array, shape: Shape): number {
  const size = shape[0] * shape[1] * shape[2];
  const count = images.length / size;
  let sum = 0;
  for (let start = 0; start < images.length; start += size)
    sum += structuralSimilarity(
      images.subarray(start, start + size),
      others.subarray(start, start + size),
      shape,
    );
  return sum / count;
}

function windowOf(length: number): Float64Array {
  const bell = Float64Array.from({ length }, (_, i) =>
    Math.exp(-((i - (length - 1) / 2) ** 2) / (2 * DEVIATION ** 2)),
  );
  const total = bell.reduce((sum, weight) => sum + weight, 0);
  return bell.map((weight) => weight / total);
}

/** Weighted means of all windows inside the image, rows first, then columns; double precision, since variances are differences. */
function windowMeans(
  values: Float32Array | Float64Array,
  [height, width, channels]: Shape,
  weights: Float64Array,
): Float64Array {
  const [line, kept] = [width * channels, (width - weights.length + 1) * channels];
  const across = new Float64Array(height * kept);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < kept; x++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++)
        sum += (weights[i] as number) * (values[y * line + x + i * channels] as number);
      across[y * kept + x] = sum;
    }
  const means = new Float64Array((height - weights.length + 1) * kept);
  for (let at = 0; at < means.length; at++) {
    let sum = 0;
    for (let i = 0; i < weights.length; i++)
      sum += (weights[i] as number) * (across[at + i * kept] as number);
    means[at] = sum;
  }
  return means;
}
