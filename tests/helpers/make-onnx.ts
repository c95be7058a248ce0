import {
  nodeFields,
  type OnnxNode,
  type OnnxTensor,
  tensorFields,
} from "../../server/model/onnx/onnx-proto.ts";
import {
  concatBytes,
  intField,
  messageField,
  textField,
} from "../../server/model/onnx/protobuf.ts";

const TYPES = { float32: 1, int64: 7, float16: 10, float64: 11, text: 8 } as const;

interface PortDraft {
  name: string;
  /** A name stands for a size that is open. */
  dims: (number | string)[];
  type?: keyof typeof TYPES;
}

export interface OnnxDraft {
  inputs: PortDraft[];
  outputs: PortDraft[];
  nodes: (OnnxNode & { domain?: string })[];
  weights?: Record<string, OnnxTensor>;
  opset?: number;
  irVersion?: number;
  /** Further fields of the graph. */
  graph?: Uint8Array[];
  /** Further fields of the model. */
  model?: Uint8Array[];
}

/** The bytes of an ONNX file, as somebody else's exporter might write it. */
export function makeOnnx(draft: OnnxDraft): Uint8Array {
  const { inputs, outputs, nodes, weights = {}, opset = 17, irVersion = 8 } = draft;
  return concatBytes([
    intField(1, irVersion),
    messageField(7, [
      ...nodes.map((node) =>
        messageField(1, [...nodeFields(node), ...(node.domain ? [textField(7, node.domain)] : [])]),
      ),
      textField(2, "theirs"),
      ...Object.entries(weights).map(([name, tensor]) =>
        messageField(5, tensorFields(name, tensor)),
      ),
      ...inputs.map((port) => messageField(11, portBytes(port))),
      ...outputs.map((port) => messageField(12, portBytes(port))),
      ...(draft.graph ?? []),
    ]),
    messageField(8, [textField(1, ""), intField(2, opset)]),
    ...(draft.model ?? []),
  ]);
}

function portBytes({ name, dims, type = "float32" }: PortDraft): Uint8Array[] {
  const shape = dims.map((size) =>
    messageField(1, [typeof size === "number" ? intField(1, size) : textField(2, size)]),
  );
  return [
    textField(1, name),
    messageField(2, [messageField(1, [intField(1, TYPES[type]), messageField(2, shape)])]),
  ];
}

export const numbers = (dims: number[], values: ArrayLike<number>): OnnxTensor => ({
  dims,
  values: Float32Array.from(values),
});

export const wholes = (...values: number[]): OnnxTensor => ({
  dims: [values.length],
  values: BigInt64Array.from(values, BigInt),
});

/** Numbers that look drawn, the same each time. */
const waves = (count: number, scale = 1): Float32Array =>
  Float32Array.from({ length: count }, (_, at) => scale * Math.sin(at * 12.9898 + 1) * 1.3);

export interface DecoderDraft {
  dim?: number;
  /** [channels, height, width] */
  planes?: [number, number, number];
  /** Of the input; "N" for any. */
  batch?: number | string;
  /** What is written as the first size of the Reshape to an image: −1, or 1 for a file that takes one at a time. */
  reshape?: number;
  /** Operators at the end, each [type, further inputs…]. */
  end?: string[];
  scale?: number;
  /** Shape of the picture in the file, instead of planes. */
  out?: number[];
  opset?: number;
  irVersion?: number;
  inputName?: string;
  outputName?: string;
}

/** One dense layer from a latent to a picture, then `end`. */
export function makeDecoder(draft: DecoderDraft = {}): OnnxDraft {
  const { dim = 4, planes = [3, 6, 5], batch = "N", reshape = -1, end = ["Sigmoid"] } = draft;
  const { inputName = "z", outputName = "image", out = planes, scale = 1 } = draft;
  const size = planes.reduce((product, axis) => product * axis, 1);
  const nodes: OnnxNode[] = [
    { type: "MatMul", inputs: [inputName, "kernel"], output: "dense" },
    { type: "Add", inputs: ["dense", "bias"], output: "add_0" },
    { type: "Reshape", inputs: ["add_0", "shape"], output: "step_0" },
  ];
  for (const [at, type] of end.entries())
    nodes.push({ type, inputs: [`step_${at}`], output: `step_${at + 1}` });
  nodes.push({ type: "Identity", inputs: [`step_${end.length}`], output: outputName });
  return {
    inputs: [{ name: inputName, dims: [batch, dim] }],
    outputs: [{ name: outputName, dims: [batch, ...out] }],
    nodes,
    weights: {
      kernel: numbers([dim, size], waves(dim * size, scale)),
      bias: numbers([size], waves(size, 0.3 * scale)),
      shape: wholes(reshape, ...out),
    },
    ...(draft.opset === undefined ? {} : { opset: draft.opset }),
    ...(draft.irVersion === undefined ? {} : { irVersion: draft.irVersion }),
  };
}
