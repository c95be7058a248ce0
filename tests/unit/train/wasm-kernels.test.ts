// Loads the gradients of all operations: the core alone has none.
import "@tensorflow/tfjs-layers";
import {
  conv2d,
  conv2dTranspose,
  grads,
  matMul,
  memory,
  type Tensor4D,
  tensor2d,
  tensor4d,
  tidy,
} from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";

type Shape = [number, number, number, number];

beforeAll(async () => {
  await chooseBackend("wasm");
});

const CASES = [
  { size: [6, 5], kernel: [3, 3], stride: 2, padding: "same" },
  { size: [7, 7], kernel: [3, 3], stride: 2, padding: "same" },
  { size: [8, 8], kernel: [3, 3], stride: 2, padding: "valid" },
  { size: [5, 5], kernel: [3, 2], stride: 1, padding: "same" },
  { size: [7, 8], kernel: [2, 2], stride: 3, padding: "same" },
  { size: [8, 8], kernel: [1, 1], stride: 2, padding: "valid" },
] as const;

it.each(CASES)(
  "[T9] wasm gradients of a convolution match plain sums: $size $kernel $stride $padding",
  ({ size: [height, width], kernel: [kh, kw], stride, padding }) => {
    const random = createRandom(2);
    const [n, cin, cout] = [2, 3, 2];
    const xShape: Shape = [n, height, width, cin];
    const wShape: Shape = [kh, kw, cin, cout];
    const [oh, padTop] = outputSize(height, kh, stride, padding);
    const [ow, padLeft] = outputSize(width, kw, stride, padding);
    const dyShape: Shape = [n, oh, ow, cout];
    const [x, w, dy] = [xShape, wShape, dyShape].map((shape) =>
      gaussianVector(random, volume(shape)),
    );
    if (!x || !w || !dy) throw new Error("no values");
    const dx = new Float64Array(x.length);
    const dw = new Float64Array(w.length);
    eachIndex(dyShape, ([b, oy, ox, d], at) => {
      eachIndex([kh, kw, cin, 1], ([i, j, c]) => {
        const [y, xx] = [oy * stride + i - padTop, ox * stride + j - padLeft];
        if (y < 0 || xx < 0 || y >= height || xx >= width) return;
        const xi = ((b * height + y) * width + xx) * cin + c;
        const wi = ((i * kw + j) * cin + c) * cout + d;
        dx[xi] = (dx[xi] ?? 0) + (w[wi] ?? 0) * (dy[at] ?? 0);
        dw[wi] = (dw[wi] ?? 0) + (x[xi] ?? 0) * (dy[at] ?? 0);
      });
    });
    const forward = (a: Tensor4D, b: Tensor4D) => conv2d(a, b, stride, padding);
    const run = grads(forward as Parameters<typeof grads>[0]);
    const [gotX, gotW] = run([tensor4d(x, xShape), tensor4d(w, wShape)], tensor4d(dy, dyShape));
    expectClose(gotX?.dataSync(), dx);
    expectClose(gotW?.dataSync(), dw);
    const transposed = conv2dTranspose(
      tensor4d(dy, dyShape),
      tensor4d(w, wShape),
      xShape,
      stride,
      padding,
    );
    expectClose(transposed.dataSync(), dx);
  },
);

it("[T9] wasm products with transposed operands match plain ones", () => {
  const [a, b] = [tensor2d([1, 2, 3, 4, 5, 6], [2, 3]), tensor2d([1, 0, 2, 1, 1, 3], [2, 3])];
  expect([...matMul(a, b, true, false).dataSync()]).toEqual([5, 4, 14, 7, 5, 19, 9, 6, 24]);
  expect([...matMul(a, b, false, true).dataSync()]).toEqual([7, 12, 16, 27]);
});

it("[T9] the kernels leave no tensor behind", () => {
  const [x, w] = [tensor4d([1, 2, 3, 4], [1, 2, 2, 1]), tensor4d([1, 1, 1, 1], [2, 2, 1, 1])];
  const before = memory().numTensors;
  const run = grads(((a: Tensor4D, b: Tensor4D) => conv2d(a, b, 1, "same")) as Parameters<
    typeof grads
  >[0]);
  tidy(() => {
    run([x, w]);
  });
  expect(memory().numTensors).toBe(before);
});

function outputSize(
  size: number,
  kernel: number,
  stride: number,
  padding: "same" | "valid",
): [number, number] {
  if (padding === "valid") return [Math.floor((size - kernel) / stride) + 1, 0];
  const out = Math.ceil(size / stride);
  return [out, Math.floor(Math.max((out - 1) * stride + kernel - size, 0) / 2)];
}

function volume(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function eachIndex(shape: Shape, visit: (index: Shape, flat: number) => void): void {
  let flat = 0;
  for (let a = 0; a < shape[0]; a++)
    for (let b = 0; b < shape[1]; b++)
      for (let c = 0; c < shape[2]; c++)
        for (let d = 0; d < shape[3]; d++) visit([a, b, c, d], flat++);
}

function expectClose(got: ArrayLike<number> | undefined, wanted: Float64Array): void {
  expect(got?.length).toBe(wanted.length);
  for (const [index, value] of wanted.entries()) expect(got?.[index]).toBeCloseTo(value, 4);
}
