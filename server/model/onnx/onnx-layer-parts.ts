import type { layers } from "@tensorflow/tfjs-layers";
import type { GraphValue, OnnxBuilder } from "./onnx-builder.ts";
import type { Padding } from "./onnx-layout.ts";
import type { OnnxAttribute } from "./onnx-proto.ts";

export type Layer = layers.Layer;

/** ONNX operator of each activation a layer may carry; `undefined` = nothing to do. */
const ACTIVATIONS: Record<string, string | undefined> = {
  linear: undefined,
  relu: "Relu",
  sigmoid: "Sigmoid",
  tanh: "Tanh",
  elu: "Elu",
  // Along the last axis, which is the classes' in rows.
  softmax: "Softmax",
};

export const NO_PADDING: Padding = [
  [0, 0],
  [0, 0],
];

/** Appends the layer's activation; the value keeps its shape, layout and origin. */
export function activate(builder: OnnxBuilder, layer: Layer, value: GraphValue): GraphValue {
  const activation = String(layer.getConfig().activation ?? "linear");
  if (!(activation in ACTIVATIONS)) throw new Error(`${layer.name}: no ONNX for "${activation}"`);
  const type = ACTIVATIONS[activation];
  return type === undefined ? value : { ...value, name: builder.node(type, [value.name]) };
}

export function convolutionOf(layer: Layer, input: GraphValue) {
  const { strides, padding, dataFormat, dilationRate } = layer.getConfig();
  const dilations = [dilationRate ?? 1].flat();
  if (dataFormat === "channelsFirst" || dilations.some((rate) => rate !== 1)) {
    throw new Error(`${layer.name}: only channels-last convolutions without dilation`);
  }
  if (input.layout !== "nchw") throw new Error(`${layer.name}: its input is no image`);
  const [kernel, bias] = weightsOf(layer);
  const [vertical, horizontal = vertical] = [strides].flat() as number[];
  const channels = layer.getConfig().filters as number;
  return {
    name: layer.name,
    kernel,
    bias: bias?.values ?? new Float32Array(channels),
    strides: [vertical ?? 1, horizontal ?? 1] as const,
    same: padding === "same",
  };
}

export function weightsOf(layer: Layer) {
  const [kernel, bias] = layer.getWeights().map((weight) => ({
    shape: weight.shape,
    values: Float32Array.from(weight.dataSync()),
  }));
  if (kernel === undefined) throw new Error(`${layer.name} has no weights`);
  return [kernel, bias] as const;
}

export function convolutionAttributes(
  kernel: readonly number[],
  strides: readonly number[],
  [vertical, horizontal]: Padding,
): Record<string, OnnxAttribute> {
  const pads = [vertical[0], horizontal[0], vertical[1], horizontal[1]];
  return { kernel_shape: { ints: kernel }, strides: { ints: strides }, pads: { ints: pads } };
}
