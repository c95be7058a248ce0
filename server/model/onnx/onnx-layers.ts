import type { GraphValue, OnnxBuilder } from "./onnx-builder.ts";
import {
  activate,
  convolutionAttributes,
  convolutionOf,
  type Layer,
  NO_PADDING,
  weightsOf,
} from "./onnx-layer-parts.ts";
import { flipKernel, mirrored, type Padding, samePadding, transposed } from "./onnx-layout.ts";
import { subPixelConvolution } from "./onnx-sub-pixel.ts";

/**
 * ONNX Runtime's CPU convolution works on sixteen output channels at a time and computes the missing ones for nothing.
 * With stride 1 a convolution is a transposed convolution of the flipped kernel, which multiplies only what is there:
 * a third off the time of a whole decode to one grey channel (bench: decode).
 */
const FEW_CHANNELS = 4;

type Translate = (builder: OnnxBuilder, layer: Layer, inputs: GraphValue[]) => GraphValue;
type TranslateOne = (builder: OnnxBuilder, layer: Layer, input: GraphValue) => GraphValue;

/** How each kind of layer with one input becomes nodes. */
const OF_ONE_INPUT: Record<string, TranslateOne> = {
  Conv2D: (builder, layer, input) => {
    const { name, kernel, bias, strides, same } = convolutionOf(layer, input);
    const [kh = 0, kw = 0, inputs = 0, outputs = 0] = kernel.shape;
    const [height = 0, width = 0] = input.shape;
    const pads: Padding = same
      ? [samePadding(height, kh, strides[0]), samePadding(width, kw, strides[1])]
      : NO_PADDING;
    const size = (length: number, k: number, axis: 0 | 1) =>
      Math.floor((length + pads[axis][0] + pads[axis][1] - k) / strides[axis]) + 1;
    const shape = [size(height, kh, 0), size(width, kw, 1), outputs];
    const weight = transposed(kernel.values, kernel.shape, [3, 2, 0, 1]);
    const biasName = builder.weights(`${name}_bias`, [outputs], bias);
    if (outputs <= FEW_CHANNELS && strides.every((stride) => stride === 1)) {
      const flipped = flipKernel(weight, [outputs, inputs, kh, kw]);
      const kernelName = builder.weights(`${name}_kernel`, [inputs, outputs, kh, kw], flipped);
      const output = builder.node(
        "ConvTranspose",
        [input.name, kernelName, biasName],
        convolutionAttributes([kh, kw], strides, mirrored(pads, [kh, kw])),
      );
      return activate(builder, layer, { name: output, shape, layout: "nchw" });
    }
    const output = builder.node(
      "Conv",
      [input.name, builder.weights(`${name}_kernel`, [outputs, inputs, kh, kw], weight), biasName],
      convolutionAttributes([kh, kw], strides, pads),
    );
    return activate(builder, layer, { name: output, shape, layout: "nchw" });
  },
  Conv2DTranspose: (builder, layer, input) => {
    const { name, kernel, bias, strides, same } = convolutionOf(layer, input);
    const [kh = 0, kw = 0, outputs = 0, inputs = 0] = kernel.shape;
    const [height = 0, width = 0] = input.shape;
    // The transposed convolution undoes a convolution of its *output*: that one's padding counts.
    const size = (length: number, k: number, stride: number) =>
      same ? length * stride : (length - 1) * stride + Math.max(k, stride);
    const shape = [size(height, kh, strides[0]), size(width, kw, strides[1]), outputs];
    const pads: Padding = same
      ? [samePadding(shape[0] ?? 0, kh, strides[0]), samePadding(shape[1] ?? 0, kw, strides[1])]
      : NO_PADDING;
    const isUpsampling =
      strides.some((stride) => stride > 1) && kh >= strides[0] && kw >= strides[1];
    if (isUpsampling && shape[0] === height * strides[0] && shape[1] === width * strides[1])
      return subPixelConvolution(builder, layer, input, { name, kernel, bias, strides, pads });
    // Rows that no kernel reaches: a stride larger than the kernel.
    const gap = (length: number, k: number, axis: 0 | 1) =>
      (shape[axis] ?? 0) - ((length - 1) * strides[axis] + k - pads[axis][0] - pads[axis][1]);
    const weight = transposed(kernel.values, kernel.shape, [3, 2, 0, 1]);
    const output = builder.node(
      "ConvTranspose",
      [
        input.name,
        builder.weights(`${name}_kernel`, [inputs, outputs, kh, kw], weight),
        builder.weights(`${name}_bias`, [outputs], bias),
      ],
      {
        ...convolutionAttributes([kh, kw], strides, pads),
        output_padding: { ints: [gap(height, kh, 0), gap(width, kw, 1)] },
      },
    );
    return activate(builder, layer, { name: output, shape, layout: "nchw" });
  },
  Dense: (builder, layer, input) => {
    const { name } = layer;
    const [kernel, bias] = weightsOf(layer);
    const [inputs = 0, outputs = 0] = kernel.shape;
    // TensorFlow flattens channels last, this graph channels first: the kernel's rows move instead.
    const [height = 1, width = 1, channels = inputs] = input.flattenedFrom ?? [];
    const shape = [height, width, channels, outputs];
    const rows = input.flattenedFrom
      ? transposed(kernel.values, shape, [2, 0, 1, 3])
      : kernel.values;
    const dense = { kernel: `${name}_kernel`, bias: `${name}_bias` };
    const output = builder.node("Gemm", [
      input.name,
      builder.weights(dense.kernel, [inputs, outputs], rows),
      builder.weights(dense.bias, [outputs], bias?.values ?? new Float32Array(outputs)),
    ]);
    return activate(builder, layer, { name: output, shape: [outputs], layout: "rows", dense });
  },
  Flatten: (builder, _layer, input) => {
    const length = input.shape.reduce((product, size) => product * size, 1);
    const name = builder.reshape(input.name, [length]);
    return { name, shape: [length], layout: "rows", flattenedFrom: input.shape };
  },
  Reshape: (builder, layer, input) => {
    const [height, width, channels] = layer.getConfig().targetShape as number[];
    if (input.dense === undefined || !height || !width || !channels) {
      throw new Error(`${layer.name}: only a dense layer can be reshaped, and only to an image`);
    }
    const shape = [height, width, channels];
    for (const name of [input.dense.kernel, input.dense.bias]) {
      const { dims, values } = builder.initializers.get(name) ?? {};
      if (!dims || !(values instanceof Float32Array)) throw new Error(`no weights named ${name}`);
      const rows = dims.length === 2 ? (dims[0] ?? 1) : 1;
      builder.weights(name, dims, transposed(values, [rows, ...shape], [0, 3, 1, 2]));
    }
    return { name: builder.reshape(input.name, [channels, height, width]), shape, layout: "nchw" };
  },
  Activation: activate,
  // Nearest: each pixel becomes a block. Asymmetric and floor are what repeats pixels exactly.
  UpSampling2D: (builder, layer, input) => {
    const { size, interpolation, dataFormat } = layer.getConfig();
    const [vertical = 1, horizontal = 1] = size as number[];
    if ((interpolation ?? "nearest") !== "nearest" || dataFormat === "channelsFirst")
      throw new Error(`${layer.name}: only channels last, and only repeated pixels`);
    const [height = 0, width = 0, channels = 0] = input.shape;
    const scales = Float32Array.of(1, 1, vertical, horizontal);
    const name = builder.node(
      "Resize",
      [input.name, "", builder.weights(`${layer.name}_scales`, [4], scales)],
      {
        coordinate_transformation_mode: { text: "asymmetric" },
        mode: { text: "nearest" },
        nearest_mode: { text: "floor" },
      },
    );
    return { name, shape: [height * vertical, width * horizontal, channels], layout: "nchw" };
  },
  ReLU: (builder, layer, input) => {
    const { maxValue } = layer.getConfig();
    const bounds = [0, maxValue].flatMap((bound, index) =>
      typeof bound === "number"
        ? [builder.weights(`${layer.name}_${index ? "max" : "min"}`, [], Float32Array.of(bound))]
        : [],
    );
    return { ...input, name: builder.node("Clip", [input.name, ...bounds]) };
  },
};

/** A layer that is not here cannot be exported. */
export const TRANSLATORS: Record<string, Translate> = {
  ...Object.fromEntries(
    Object.entries(OF_ONE_INPUT).map(([name, translate]) => [name, ofOneInput(translate)]),
  ),
  Concatenate: (builder, layer, inputs) => {
    if (inputs.some(({ layout }) => layout !== "rows"))
      throw new Error(`${layer.name}: only rows can be joined`);
    const names = inputs.map(({ name }) => name);
    const width = inputs.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
    const name = builder.node("Concat", names, { axis: { int: 1 } });
    return { name, shape: [width], layout: "rows" };
  },
  Add: (builder, layer, [first, second, ...others]) => {
    if (first === undefined || second === undefined || others.length > 0)
      throw new Error(`${layer.name}: only two can be added`);
    return { ...first, name: builder.node("Add", [first.name, second.name]) };
  },
};

function ofOneInput(translate: TranslateOne): Translate {
  return (builder, layer, [input, ...others]) => {
    if (input === undefined || others.length > 0)
      throw new Error(`${layer.name}: a ${layer.getClassName()} layer has one input`);
    return translate(builder, layer, input);
  };
}
