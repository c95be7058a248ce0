import {
  type BatchMatMulAttrs,
  type BatchMatMulInputs,
  type Conv2DBackpropFilterAttrs,
  type Conv2DBackpropFilterInputs,
  type Conv2DBackpropInputAttrs,
  type Conv2DBackpropInputInputs,
  getKernel,
  type KernelFunc,
  registerKernel,
  type Tensor,
  type Tensor4D,
  tidy,
  transpose,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { filterGradient, inputGradient } from "./convolution-gradients.ts";

const BACKEND = "wasm";

/** Kernels get whole tensors, though their type promises only ids and shapes. */
const asImages = (info: unknown) => info as Tensor4D;

/**
 * Gives the wasm backend what training needs and it lacks or does slowly (TensorFlow.js 4.22):
 * no gradient of a convolution's filter at all, a naive transposed convolution, and matrix
 * products that are many times slower when an operand is transposed. Idempotent.
 */
export function registerTrainingKernels(): void {
  if (getKernel("Conv2DBackpropFilter", BACKEND) !== undefined) return;
  registerKernel({
    kernelName: "Conv2DBackpropFilter",
    backendName: BACKEND,
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as Conv2DBackpropFilterInputs;
      const { strides, pad, filterShape } = attrs as unknown as Conv2DBackpropFilterAttrs;
      return filterGradient(asImages(x), asImages(dy), { strides, pad, filterShape });
    },
  });
  replaceKernel("Conv2DBackpropInput", () => ({ inputs, attrs }) => {
    const { dy, filter } = inputs as Conv2DBackpropInputInputs;
    const { strides, pad, inputShape } = attrs as unknown as Conv2DBackpropInputAttrs;
    return inputGradient(asImages(dy), asImages(filter), { strides, pad, inputShape });
  });
  replaceKernel("BatchMatMul", (original) => (call) => {
    const { a, b } = call.inputs as BatchMatMulInputs;
    const { transposeA, transposeB } = call.attrs as unknown as BatchMatMulAttrs;
    if (!transposeA && !transposeB) return original(call);
    return tidy(() => {
      const inputs = { a: turned(a as Tensor, transposeA), b: turned(b as Tensor, transposeB) };
      return original({
        ...call,
        inputs,
        attrs: { transposeA: false, transposeB: false },
      }) as Tensor;
    });
  });
}

/** Swaps the last two axes, for real: the product then runs over plain rows. */
function turned(matrix: Tensor, really: boolean): Tensor {
  if (!really) return matrix;
  const axes = matrix.shape.map((_, axis) => axis);
  const last = axes.length - 1;
  return transpose(matrix, [...axes.slice(0, -2), last, last - 1]);
}

function replaceKernel(name: string, replacement: (original: KernelFunc) => KernelFunc): void {
  const original = getKernel(name, BACKEND);
  if (original === undefined) throw new Error(`the ${BACKEND} backend has no kernel ${name}`);
  unregisterKernel(name, BACKEND);
  registerKernel({ ...original, kernelFunc: replacement(original.kernelFunc) });
}
