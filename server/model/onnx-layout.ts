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
