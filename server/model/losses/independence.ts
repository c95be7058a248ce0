import {
  add,
  cast,
  div,
  exp,
  eye,
  matMul,
  maximum,
  mul,
  oneHot,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";

/** Widths of the bells, in σ of the prior: dependence at a coarse and at a fine scale both count. */
const WIDTHS = [1, 0.3, 0.1];

/**
 * How far the codes [n, d] of each class lie from those of all: the mean over classes of the maximum mean discrepancy
 * (Gretton et al., JMLR 13, 2012) with Gaussian kernels of several widths. It comes to the likeness of two codes of one class
 * less that of any two. Unbiased: 0 on average where the label does not show, whatever n; about .9 where ten classes lie
 * apart. `labels` [n] are whole numbers.
 */
export function dependence(codes: Tensor2D, labels: Tensor1D, classes: number): Scalar {
  return tidy(() => {
    const count = codes.shape[0];
    const others = sub(1, eye(count));
    const members = cast(oneHot(labels, classes), "float32") as Tensor2D;
    const same = mul(matMul(members, members, false, true), others);
    // Of a class with one member in this batch nothing can be said.
    const partners = maximum(sum(same, 1, true), 1);
    const weights = sub(div(same, mul(partners, count)), div(others, count * (count - 1)));
    const norms = sum(square(codes), 1, true);
    const products = mul(matMul(codes, codes, false, true), -2);
    const distances = add(add(products, norms), transpose(norms));
    const kernel = WIDTHS.map((width) => exp(mul(distances, -0.5 / width ** 2))).reduce((a, b) =>
      add(a, b),
    );
    return div(sum(mul(kernel, weights)), WIDTHS.length) as Scalar;
  });
}
