/** Spatial arithmetic and memory orders in which TensorFlow and ONNX differ. All plain arrays. */

/** [before, after] on one axis for TensorFlow's `same` padding of a convolution: the odd one goes after. */
export function samePadding(size: number, kernel: number, stride: number): [number, number] {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + kernel - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/**
 * Reorders the axes of a dense array: axis `order[i]` of the source becomes axis i of the result,
 * as in `np.transpose`.
 */
export function transposed(
  values: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const result = new Float32Array(values.length);
  const position = new Array<number>(shape.length).fill(0);
  for (let index = 0; index < result.length; index++) {
    let source = 0;
    for (const [axis, from] of order.entries())
      source += (position[axis] ?? 0) * (strides[from] ?? 0);
    result[index] = values[source] ?? 0;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      const next = (position[axis] ?? 0) + 1;
      position[axis] = next % (shape[order[axis] ?? 0] ?? 1);
      if (position[axis] !== 0) break;
    }
  }
  return result;
}

/**
 * The kernel with which a transposed convolution of stride 1 does what `kernel` does in a convolution: inputs and
 * outputs change places, and rows and columns run backwards.
 * @param shape [outputs, inputs, height, width] of `kernel`; the result is [inputs, outputs, height, width]
 */
export function flipKernel(
  kernel: Float32Array,
  [outputs, inputs, height, width]: readonly [number, number, number, number],
): Float32Array {
  const swapped = transposed(kernel, [outputs, inputs, height, width], [1, 0, 2, 3]);
  const area = height * width;
  for (let at = 0; at < swapped.length; at += area) swapped.subarray(at, at + area).reverse();
  return swapped;
}

/** [before, after] of height, then of width. */
export type Padding = readonly [readonly [number, number], readonly [number, number]];

/** Padding of that transposed convolution: it takes away where a convolution adds. */
export function mirrored(
  [vertical, horizontal]: Padding,
  [kh, kw]: readonly [number, number],
): Padding {
  const undo = ([before, after]: readonly [number, number], k: number) =>
    [k - 1 - before, k - 1 - after] as const;
  return [undo(vertical, kh), undo(horizontal, kw)];
}
