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
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;
/** IR 8 and opset 17: every onnxruntime since 1.12 reads them. */
const IR_VERSION = 8;
const OPSET = 17;

export type OnnxAttribute = { int: number } | { float: number } | { ints: readonly number[] };

export interface OnnxNode {
  type: string;
  inputs: string[];
  output: string;
  attributes?: Record<string, OnnxAttribute>;
}

/** Float32 weights or the Int64 shape operand of a Reshape. */
export interface OnnxTensor {
  dims: readonly number[];
  values: Float32Array | BigInt64Array;
}

/** Shape without the batch dimension, which stays open. */
export interface OnnxPort {
  name: string;
  shape: readonly number[];
}

export interface OnnxGraph {
  name: string;
  inputs: OnnxPort[];
  outputs: OnnxPort[];
  nodes: OnnxNode[];
  initializers: Map<string, OnnxTensor>;
}

/** The bytes of a `.onnx` file. */
export function encodeOnnxModel(graph: OnnxGraph): Uint8Array {
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

function nodeFields({ type, inputs, output, attributes = {} }: OnnxNode): Uint8Array[] {
  return [
    ...inputs.map((name) => textField(1, name)),
    textField(2, output),
    textField(3, `${type}_${output}`),
    textField(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      messageField(5, [textField(1, name), ...attributeFields(value)]),
    ),
  ];
}

function attributeFields(value: OnnxAttribute): Uint8Array[] {
  if ("int" in value) return [intField(3, value.int), intField(20, ATTRIBUTE_INT)];
  if ("float" in value) return [floatField(2, value.float), intField(20, ATTRIBUTE_FLOAT)];
  return [...value.ints.map((int) => intField(8, int)), intField(20, ATTRIBUTE_INTS)];
}

function tensorFields(name: string, { dims, values }: OnnxTensor): Uint8Array[] {
  return [
    ...dims.map((size) => intField(1, size)),
    intField(2, values instanceof Float32Array ? FLOAT : INT64),
    textField(8, name),
    bytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ];
}

function portFields({ name, shape }: OnnxPort): Uint8Array[] {
  const dims = [
    messageField(1, [textField(2, "batch")]),
    ...shape.map((size) => messageField(1, [intField(1, size)])),
  ];
  return [
    textField(1, name),
    messageField(2, [messageField(1, [intField(1, FLOAT), messageField(2, dims)])]),
  ];
}
