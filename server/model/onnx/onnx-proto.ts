import { toHalf } from "../../latent/half.ts";
import type { Precision } from "../layers-files.ts";
import {
  bytesField,
  concatBytes,
  floatField,
  intField,
  messageField,
  textField,
} from "./protobuf.ts";

/** Field numbers and enum values below are those of onnx.proto3. */
const FLOAT = 1;
const INT64 = 7;
const FLOAT16 = 10;
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_TEXT = 3;
const ATTRIBUTE_GRAPH = 5;
const ATTRIBUTE_INTS = 7;
/** IR 8 and opset 17: every onnxruntime since 1.12 reads them. */
const IR_VERSION = 8;
const OPSET = 17;

export type OnnxAttribute =
  | { int: number }
  | { float: number }
  | { ints: readonly number[] }
  | { text: string }
  /** A graph inside a node: fields of a GraphProto, which sees the values around it. */
  | { graph: readonly Uint8Array[] };

export interface OnnxNode {
  type: string;
  inputs: string[];
  output: string;
  /** Outputs after the first, as a Scan may have. */
  further?: readonly string[];
  attributes?: Record<string, OnnxAttribute>;
}

/** Float32 weights, the same as bytes of halves, or the Int64 shape operand of a Reshape. */
export interface OnnxTensor {
  dims: readonly number[];
  values: Float32Array | Uint8Array | BigInt64Array;
}

/** A shape without the batch dimension, which stays open, unless there is none. */
export interface OnnxPort {
  name: string;
  shape: readonly number[];
  withoutBatch?: boolean;
}

export interface OnnxGraph {
  name: string;
  inputs: OnnxPort[];
  outputs: OnnxPort[];
  nodes: OnnxNode[];
  initializers: Map<string, OnnxTensor>;
}

/** The bytes of a `.onnx` file. */
export function encodeOnnxModel(whole: OnnxGraph, { half }: Precision): Uint8Array {
  const graph = half ? withHalves(whole) : whole;
  return concatBytes([
    intField(1, IR_VERSION),
    textField(2, "latent-commons"),
    messageField(7, [
      ...graph.nodes.map((node) => messageField(1, nodeFields(node))),
      textField(2, graph.name),
      ...[...graph.initializers].map(([name, tensor]) =>
        messageField(5, tensorFields(name, tensor)),
      ),
      ...graph.inputs.map((port) => messageField(11, portFields(port))),
      ...graph.outputs.map((port) => messageField(12, portFields(port))),
    ]),
    messageField(8, [textField(1, ""), intField(2, OPSET)]),
  ]);
}

/** Weights as halves, each turned into floats by a Cast, which runtimes compute once, when they open the file. */
function withHalves(graph: OnnxGraph): OnnxGraph {
  const initializers = new Map<string, OnnxTensor>();
  const casts: OnnxNode[] = [];
  for (const [name, tensor] of graph.initializers) {
    if (!(tensor.values instanceof Float32Array)) initializers.set(name, tensor);
    else {
      const stored = `${name}_half`;
      initializers.set(stored, { dims: tensor.dims, values: toHalf(tensor.values) });
      const attributes = { to: { int: FLOAT } };
      casts.push({ type: "Cast", inputs: [stored], output: name, attributes });
    }
  }
  return { ...graph, nodes: [...casts, ...graph.nodes], initializers };
}

/** Fields of a NodeProto. */
export function nodeFields(node: OnnxNode): Uint8Array[] {
  const { type, inputs, output, further = [], attributes = {} } = node;
  return [
    ...inputs.map((name) => textField(1, name)),
    ...[output, ...further].map((name) => textField(2, name)),
    textField(3, `${type}_${output}`),
    textField(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      messageField(5, [textField(1, name), ...attributeFields(value)]),
    ),
  ];
}

function attributeFields(value: OnnxAttribute): Uint8Array[] {
  if ("int" in value) return [intField(3, value.int), intField(20, ATTRIBUTE_INT)];
  if ("text" in value) return [textField(4, value.text), intField(20, ATTRIBUTE_TEXT)];
  if ("graph" in value) return [messageField(6, [...value.graph]), intField(20, ATTRIBUTE_GRAPH)];
  if ("float" in value) return [floatField(2, value.float), intField(20, ATTRIBUTE_FLOAT)];
  return [...value.ints.map((int) => intField(8, int)), intField(20, ATTRIBUTE_INTS)];
}

/** Fields of a TensorProto. */
export function tensorFields(name: string, { dims, values }: OnnxTensor): Uint8Array[] {
  return [
    ...dims.map((size) => intField(1, size)),
    intField(2, elementType(values)),
    textField(8, name),
    bytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ];
}

function elementType(values: OnnxTensor["values"]): number {
  if (values instanceof Float32Array) return FLOAT;
  return values instanceof Uint8Array ? FLOAT16 : INT64;
}

/** Fields of a ValueInfoProto of floats. */
export function portFields({ name, shape, withoutBatch = false }: OnnxPort): Uint8Array[] {
  const dims = [
    ...(withoutBatch ? [] : [messageField(1, [textField(2, "batch")])]),
    ...shape.map((size) => messageField(1, [intField(1, size)])),
  ];
  return [
    textField(1, name),
    messageField(2, [messageField(1, [intField(1, FLOAT), messageField(2, dims)])]),
  ];
}
