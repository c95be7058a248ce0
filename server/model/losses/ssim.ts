import {
  add,
  conv2d,
  div,
  mean,
  mul,
  reshape,
  type Scalar,
  square,
  sub,
  type Tensor4D,
  tensor4d,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";

const WINDOW = 11;
const WINDOW_SIGMA = 1.5;
/** Keep a quotient finite where both images are flat. */
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * Mean structural similarity of images [n, h, w, c] in 0..1 (Wang et al., IEEE TIP 13(4), 2004), over all places where
 * the window fits whole: the measure of `degrade/similarity.ts`, with a gradient.
 */
export function similarity(a: Tensor4D, b: Tensor4D): Scalar {
  return tidy(() => {
    const [x, y] = [onePlane(a), onePlane(b)];
    const [meanX, meanY] = [blur(x), blur(y)];
    const varianceX = sub(blur(square(x)), square(meanX));
    const varianceY = sub(blur(square(y)), square(meanY));
    const covariance = sub(blur(mul(x, y)), mul(meanX, meanY));
    const luminance = div(
      add(mul(mul(meanX, meanY), 2), C1),
      add(add(square(meanX), square(meanY)), C1),
    );
    const structure = div(add(mul(covariance, 2), C2), add(add(varianceX, varianceY), C2));
    return mean(mul(luminance, structure)) as Scalar;
  });
}

/** Each channel as an image of its own. */
function onePlane(images: Tensor4D): Tensor4D {
  const [count, height, width, channels] = images.shape;
  if (channels === 1) return images;
  return reshape(transpose(images, [0, 3, 1, 2]), [count * channels, height, width, 1]);
}

/** The window is a product of a column and a row: 22 products a pixel, not 121. */
function blur(images: Tensor4D): Tensor4D {
  const length = Math.min(WINDOW, images.shape[1], images.shape[2]);
  const weights = Array.from({ length }, (_, i) =>
    Math.exp(-((i - (length - 1) / 2) ** 2) / (2 * WINDOW_SIGMA ** 2)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const window = weights.map((weight) => weight / sum);
  const down = conv2d(images, tensor4d(window, [length, 1, 1, 1]), 1, "valid");
  return conv2d(down, tensor4d(window, [1, length, 1, 1]), 1, "valid");
}
