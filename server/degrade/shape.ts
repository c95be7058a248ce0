/** [height, width, channels] of an image whose pixels lie row by row, channels last. */
export type Shape = readonly [height: number, width: number, channels: number];

/** Pixels, or numbers, of one image. */
export function sizeOf([height, width, channels]: Shape): number {
  return height * width * channels;
}

/** Applies what makes one image of another to each of several that lie one after another. */
export function eachImage(
  images: Float32Array,
  size: number,
  change: (image: Float32Array) => Float32Array,
): Float32Array {
  const count = images.length / size;
  let result = new Float32Array(0);
  for (let row = 0; row < count; row++) {
    const changed = change(images.subarray(row * size, (row + 1) * size));
    if (row === 0) result = new Float32Array(changed.length * count);
    result.set(changed, row * changed.length);
  }
  return result;
}
