import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { Precision } from "../layers-files.ts";
import { type GraphValue, OnnxBuilder } from "./onnx-builder.ts";
import type { Layer } from "./onnx-layer-parts.ts";
import { TRANSLATORS } from "./onnx-layers.ts";
import { encodeOnnxModel, type OnnxPort } from "./onnx-proto.ts";

/**
 * The bytes of an ONNX file (opset 17) that computes what a TensorFlow.js layers model computes.
 * Inputs and outputs keep TensorFlow's shapes, [batch, height, width, channels] or
 * [batch, units], with an open batch; between them images flow channels first, and weights are
 * reordered here, once, so that a one-channel image costs no Transpose at all.
 * Outputs take their layer's name unless `outputNames` says otherwise.
 * Throws on a layer, padding or activation that it does not know.
 */
export function exportOnnx(
  model: LayersModel,
  outputNames: string[] = [],
  precision: Precision = { half: false },
): Uint8Array {
  const builder = new OnnxBuilder();
  const values = new Map<string, GraphValue>();
  const inputs = model.inputs.map(({ sourceLayer, shape }) => {
    const port: OnnxPort = {
      name: sourceLayer.name,
      shape: shape.slice(1).map((size) => size ?? 0),
    };
    values.set(port.name, openInput(builder, port));
    return port;
  });
  for (const layer of model.layers) {
    if (values.has(layer.name)) continue;
    const translate = TRANSLATORS[layer.getClassName()];
    if (translate === undefined) {
      throw new Error(`${layer.name}: no ONNX for a ${layer.getClassName()} layer`);
    }
    values.set(layer.name, translate(builder, layer, inputsOf(layer, values)));
  }
  const outputs = model.outputs.map(({ sourceLayer }, index) => {
    const name = outputNames[index] ?? sourceLayer.name;
    return closeOutput(builder, graphValue(values, sourceLayer.name), name);
  });
  return encodeOnnxModel(builder.graph({ name: model.name, inputs, outputs }), precision);
}

function openInput(builder: OnnxBuilder, { name, shape }: OnnxPort): GraphValue {
  if (shape.length === 1) return { name, shape, layout: "rows" };
  const [height = 0, width = 0, channels = 0] = shape;
  const inner =
    channels === 1
      ? builder.reshape(name, [channels, height, width])
      : builder.node("Transpose", [name], { perm: { ints: [0, 3, 1, 2] } });
  return { name: inner, shape, layout: "nchw" };
}

function closeOutput(builder: OnnxBuilder, value: GraphValue, name: string): OnnxPort {
  const inner = value.layout === "rows" ? value.name : channelsLast(builder, value);
  builder.rename(inner, name);
  return { name, shape: value.shape };
}

function channelsLast(builder: OnnxBuilder, { name, shape }: GraphValue): string {
  return shape[2] === 1
    ? builder.reshape(name, shape)
    : builder.node("Transpose", [name], { perm: { ints: [0, 2, 3, 1] } });
}

function inputsOf(layer: Layer, values: Map<string, GraphValue>): GraphValue[] {
  const sources = layer.inboundNodes[0]?.inboundLayers ?? [];
  return sources.map(({ name }) => graphValue(values, name));
}

function graphValue(values: Map<string, GraphValue>, name: string): GraphValue {
  const value = values.get(name);
  if (value === undefined) throw new Error(`${name} comes after the layer that needs it`);
  return value;
}
