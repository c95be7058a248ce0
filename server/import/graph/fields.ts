/** Field numbers and enum values of onnx.proto3, as far as a graph is read or changed here. */
export const MODEL = {
  irVersion: 1,
  docText: 6,
  graph: 7,
  opset: 8,
  metadata: 14,
  training: 20,
  functions: 25,
};
export const OPSET = { domain: 1, version: 2 };
export const FUNCTION = { name: 1, node: 7, domain: 10 };
export const GRAPH = {
  node: 1,
  name: 2,
  initializer: 5,
  docText: 10,
  input: 11,
  output: 12,
  valueInfo: 13,
  quantization: 14,
  sparse: 15,
  metadata: 16,
};
export const NODE = {
  input: 1,
  output: 2,
  name: 3,
  type: 4,
  attribute: 5,
  docText: 6,
  domain: 7,
  metadata: 9,
};
export const ATTRIBUTE = {
  name: 1,
  tensor: 5,
  graph: 6,
  tensors: 10,
  graphs: 11,
  docText: 13,
  type: 20,
};
export const TENSOR = {
  dims: 1,
  type: 2,
  name: 8,
  raw: 9,
  docText: 12,
  external: 13,
  location: 14,
  metadata: 16,
};
export const ENTRY = { key: 1, value: 2 };
export const PORT = { name: 1, type: 2, docText: 3, metadata: 4 };
export const TYPE = { tensor: 1 };
export const TENSOR_TYPE = { element: 1, shape: 2 };
export const SHAPE = { dim: 1 };
export const DIM = { value: 1, name: 2 };

/** TensorProto.DataLocation */
export const EXTERNAL = 1;
/** TensorProto.DataType of what may be a latent, a picture or a weight. */
export const ELEMENT = {
  1: "float32",
  2: "uint8",
  3: "int8",
  6: "int32",
  7: "int64",
  10: "float16",
  11: "float64",
  16: "bfloat16",
} as const;
export const FLOAT = 1;
