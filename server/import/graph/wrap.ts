import {
  nodeFields,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxPort,
  type OnnxTensor,
  portFields,
  tensorFields,
} from "../../model/onnx/onnx-proto.ts";
import { fieldHead, intField, messageField, textField } from "../../model/onnx/protobuf.ts";
import { ELEMENT, FLOAT, GRAPH, MODEL } from "./fields.ts";
import type { ElementType } from "./ports.ts";
import type { OnnxFile } from "./read-model.ts";
import { walkGraph } from "./walk.ts";
import { readFields } from "./wire.ts";

/** Since this version weights need not be listed as inputs; a newer one of the file's own stays. */
const IR_MIN = 4;
/** Names of what is added; what the file calls so is renamed, as are its own `z` and `image`. */
const ADDED = "commons/";
const RENAMED = "own/";

/** The operators that are put around a foreign graph, in forms that every operator set from 9 on knows. */
export class Around {
  readonly nodes: OnnxNode[] = [];
  /** Weights lie in the outermost graph; graphs inside see them. */
  private readonly weights: Map<string, OnnxTensor>;
  private readonly prefix: string;

  constructor(weights: Map<string, OnnxTensor>, prefix: string) {
    this.weights = weights;
    this.prefix = prefix;
  }

  node(type: string, inputs: string[], attributes: Record<string, OnnxAttribute> = {}): string {
    const output = `${this.prefix}${type.toLowerCase()}_${this.nodes.length}`;
    this.nodes.push({ type, inputs, output, attributes });
    return output;
  }

  constant(dims: readonly number[], values: OnnxTensor["values"]): string {
    const name = `${ADDED}weight_${this.weights.size}`;
    this.weights.set(name, { dims, values });
    return name;
  }

  numbers(values: readonly number[]): string {
    return this.constant([values.length], Float32Array.from(values));
  }

  reshape(input: string, shape: readonly number[]): string {
    const target = this.constant([shape.length], BigInt64Array.from(shape, BigInt));
    return this.node("Reshape", [input, target]);
  }

  expand(input: string, shape: readonly number[]): string {
    const target = this.constant([shape.length], BigInt64Array.from(shape, BigInt));
    return this.node("Expand", [input, target]);
  }

  /** Of one place on an axis, which goes, or of several. */
  gather(input: string, { at, axis }: { at: number | readonly number[]; axis: number }): string {
    const places = [at].flat().map(BigInt);
    const dims = typeof at === "number" ? [] : [places.length];
    const indices = this.constant(dims, BigInt64Array.from(places));
    return this.node("Gather", [input, indices], { axis: { int: axis } });
  }

  cast(input: string, type: ElementType): string {
    const to = Object.entries(ELEMENT).find(([, name]) => name === type)?.[0] ?? FLOAT;
    return this.node("Cast", [input], { to: { int: Number(to) } });
  }

  /** Gives the newest value another name. */
  call(value: string, name: string): void {
    const maker = this.nodes.find(({ output }) => output === value);
    if (maker) maker.output = name;
    else this.nodes.push({ type: "Identity", inputs: [value], output: name });
  }
}

/** What is put around a foreign graph: from our input to its own, and from its output to ours. */
export interface Wrapping {
  input: OnnxPort;
  outputs: OnnxPort[];
  /** From `input.name` to the name that `own` gives the file's input. Runs over the whole batch. */
  before: (around: Around) => string;
  /** Between, for each row where `oneByOne`, else for all: `value` of `before` → value for the foreign input. */
  into: (around: Around, value: string) => string;
  /** Foreign outputs → ours, in their order. */
  outOf: (around: Around, values: readonly string[]) => string[];
  /** Names of the foreign input and outputs. */
  from: string;
  to: readonly string[];
  /** A row at a time, in a Scan: for a graph that takes one at a time. Its rows have the shape of `input`. */
  oneByOne: boolean;
}

/** The bytes of an ONNX file in pieces: the foreign graph, byte for byte, with `wrapping` around it. */
export function wrapGraph(file: OnnxFile, wrapping: Wrapping): Uint8Array[] {
  const weights = new Map<string, OnnxTensor>();
  const outer = new Around(weights, `${ADDED}outer_`);
  const own = ownNames(wrapping);
  const foreign = parted(file, own);
  const given = wrapping.before(outer);
  const nodes = wrapping.oneByOne
    ? scanned(wrapping, { outer, weights, given, own, foreign })
    : whole(wrapping, { outer, weights, given, own, foreign });
  const graph = [
    ...nodes,
    ...foreign.rest,
    ...[...weights].map(([name, tensor]) =>
      messageField(GRAPH.initializer, tensorFields(name, tensor)),
    ),
    messageField(GRAPH.input, portFields(wrapping.input)),
    ...wrapping.outputs.map((port) => messageField(GRAPH.output, portFields(port))),
  ];
  const length = graph.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return [
    intField(MODEL.irVersion, Math.max(IR_MIN, file.irVersion)),
    ...file.rest,
    fieldHead(MODEL.graph, length),
    ...graph,
  ];
}

interface Parts {
  outer: Around;
  weights: Map<string, OnnxTensor>;
  given: string;
  own: (name: string) => string;
  foreign: { nodes: Uint8Array[]; rest: Uint8Array[] };
}

/** The foreign graph takes the whole batch at once. */
function whole(wrapping: Wrapping, { outer, weights, given, own, foreign }: Parts): Uint8Array[] {
  outer.call(wrapping.into(outer, given), own(wrapping.from));
  const after = new Around(weights, `${ADDED}after_`);
  finish(after, wrapping, own);
  return [...encode(outer), ...foreign.nodes, ...encode(after)];
}

/** The foreign graph lies in a Scan, which hands it a row at a time. */
function scanned(wrapping: Wrapping, { outer, weights, given, own, foreign }: Parts): Uint8Array[] {
  const row = `${ADDED}row`;
  const before = new Around(weights, `${ADDED}row_`);
  before.call(wrapping.into(before, row), own(wrapping.from));
  const after = new Around(weights, `${ADDED}after_`);
  const results = wrapping.outputs.map((port) => ({
    ...port,
    name: `${ADDED}of_row_${port.name}`,
    withoutBatch: true,
  }));
  finish(after, { ...wrapping, outputs: results }, own);
  const body = [
    ...encode(before),
    ...foreign.nodes,
    ...encode(after),
    textField(GRAPH.name, "row"),
    messageField(
      GRAPH.input,
      portFields({ name: row, shape: wrapping.input.shape, withoutBatch: true }),
    ),
    ...results.map((port) => messageField(GRAPH.output, portFields(port))),
  ];
  const [output = "", ...further] = wrapping.outputs.map(({ name }) => name);
  const scan = {
    type: "Scan",
    inputs: [given],
    output,
    further,
    attributes: { body: { graph: body }, num_scan_inputs: { int: 1 } },
  };
  return [...encode(outer), messageField(GRAPH.node, nodeFields(scan))];
}

function finish(after: Around, { outOf, outputs, to }: Wrapping, own: Parts["own"]): void {
  const values = outOf(after, to.map(own));
  for (const [index, { name }] of outputs.entries()) after.call(values[index] ?? "", name);
}

function encode({ nodes }: Around): Uint8Array[] {
  return nodes.map((node) => messageField(GRAPH.node, nodeFields(node)));
}

function ownNames({ input, outputs }: Wrapping): (name: string) => string {
  const taken = new Set([input.name, ...outputs.map(({ name }) => name)]);
  return (name) =>
    taken.has(name) || name.startsWith(ADDED) || name.startsWith(RENAMED) ? RENAMED + name : name;
}

/** Operators apart from weights and the rest, with names that clash with none of ours. */
function parted(file: OnnxFile, own: (name: string) => string): Parts["foreign"] {
  const [nodes, rest]: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const whole of file.body) {
    const [field] = readFields(whole);
    const [renamed = whole] = walkGraph(whole, { name: own });
    (field?.number === GRAPH.node ? nodes : rest).push(renamed);
  }
  return { nodes, rest };
}
