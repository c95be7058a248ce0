import {
  backend_util,
  conv2d,
  pad as padTensor,
  reshape,
  reverse,
  slice,
  type Tensor4D,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";

type Shape4D = [number, number, number, number];
type Pad = Parameters<typeof conv2d>[3];
type Strides = number | [number, number];

/**
 * Gradient of a convolution by its filter [kh, kw, in, out], from the input x [n, h, w, in] and the
 * output's gradient dy [n, oh, ow, out].
 * dW[i, j, c, d] = Σₙᵧₓ x[n, sy + i, sx + j, c]·dy[n, y, x, d]: itself a convolution, with batch and
 * channels in each other's place, dy as the filter and the stride as its dilation.
 */
export function filterGradient(
  x: Tensor4D,
  dy: Tensor4D,
  { strides, pad, filterShape }: { strides: Strides; pad: Pad; filterShape: Shape4D },
): Tensor4D {
  const { padInfo, strideHeight, strideWidth } = geometry(x.shape, filterShape, { strides, pad });
  return tidy(() => {
    const padded = padTensor(x, [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ]) as Tensor4D;
    const channelsFirst = transpose(padded, [3, 1, 2, 0]) as Tensor4D;
    const filter = transpose(dy, [1, 2, 0, 3]) as Tensor4D;
    const dilations: [number, number] = [strideHeight, strideWidth];
    const sums = conv2d(channelsFirst, filter, 1, "valid", "NHWC", dilations);
    const [height, width, inputs, outputs] = filterShape;
    // Rows of x that no output reached leave surplus sums behind.
    return transpose(slice(sums, [0, 0, 0, 0], [inputs, height, width, outputs]), [1, 2, 0, 3]);
  });
}

/**
 * Gradient of a convolution by its input, [n, h, w, in]; also the forward pass of a transposed
 * convolution. dy is spread by the stride with zeros between, then convolved with the filter turned
 * by 180° and its two channel axes swapped.
 */
export function inputGradient(
  dy: Tensor4D,
  filter: Tensor4D,
  { strides, pad, inputShape }: { strides: Strides; pad: Pad; inputShape: Shape4D },
): Tensor4D {
  const info = geometry(inputShape, filter.shape, { strides, pad });
  return tidy(() => {
    const spread = spreadByStride(dy, info.strideHeight, info.strideWidth);
    const [, height, width] = inputShape;
    const tall = fitAxis(spread, 1, {
      before: info.filterHeight - 1 - info.padInfo.top,
      length: height + info.filterHeight - 1,
    });
    const fitted = fitAxis(tall, 2, {
      before: info.filterWidth - 1 - info.padInfo.left,
      length: width + info.filterWidth - 1,
    });
    const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
    return conv2d(fitted, turned, 1, "valid");
  });
}

function geometry(
  input: Shape4D,
  filter: Shape4D,
  { strides, pad }: { strides: Strides; pad: Pad },
) {
  return backend_util.computeConv2DInfo(input, filter, strides, 1, pad);
}

/** [n, h, w, c] → [n, h·sy, w·sx, c], zeros between the values. */
function spreadByStride(images: Tensor4D, strideY: number, strideX: number): Tensor4D {
  if (strideY === 1 && strideX === 1) return images;
  const [count, height, width, channels] = images.shape;
  const cells = reshape(images, [count * height, 1, width, channels]);
  const rows = padTensor(cells, [
    [0, 0],
    [0, strideY - 1],
    [0, 0],
    [0, 0],
  ]);
  const wide = padTensor(reshape(rows, [count * height * strideY * width, 1, channels]), [
    [0, 0],
    [0, strideX - 1],
    [0, 0],
  ]);
  return reshape(wide, [count, height * strideY, width * strideX, channels]);
}

/** Puts `before` zeros (or, negative, cuts) in front and makes the axis `length` long. */
function fitAxis(
  images: Tensor4D,
  axis: 1 | 2,
  { before, length }: { before: number; length: number },
): Tensor4D {
  const after = length - before - (images.shape[axis] ?? 0);
  const paddings: [number, number][] = images.shape.map(() => [0, 0]);
  paddings[axis] = [Math.max(before, 0), Math.max(after, 0)];
  const padded = padTensor(images, paddings) as Tensor4D;
  if (before >= 0 && after >= 0) return padded;
  const begin = images.shape.map((_, index) => (index === axis ? Math.max(-before, 0) : 0));
  const size = images.shape.map((all, index) => (index === axis ? length : all));
  return slice(padded, begin, size) as Tensor4D;
}
