import { messageField } from "../../model/onnx/protobuf.ts";
import { ImportError } from "../import-error.ts";
import { ATTRIBUTE, GRAPH, NODE, PORT, TENSOR } from "./fields.ts";
import { readFields, textOf, type WireField } from "./wire.ts";

/** What is asked or done at each part of a graph and of the graphs inside its nodes. */
export interface Visitor {
  /** A value's name, and what it is to be called. */
  name?: (name: string) => string;
  /** A tensor of weights or constants, and what is to stand in its place. */
  tensor?: (bytes: Uint8Array) => Uint8Array;
  node?: (node: { type: string; domain: string }) => void;
}

/** Graphs in nodes in graphs: loops in loops. */
const DEPTH_MAX = 12;
/** Notes for people, often with the paths of whoever exported: pages that fetch the file need none. */
const NOTES: Readonly<Record<string, readonly number[]>> = {
  graph: [GRAPH.docText, GRAPH.metadata],
  node: [NODE.docText, NODE.metadata],
};

/** Fields of a GraphProto, one after another, with what the visitor made of them; what it left is left byte for byte. */
export function walkGraph(graph: Uint8Array, visitor: Visitor, depth = 0): Uint8Array[] {
  if (depth > DEPTH_MAX)
    throw new ImportError(`The file has graphs more than ${DEPTH_MAX} deep in each other.`);
  return changedFields(graph, NOTES.graph ?? [], ({ number, bytes }) => {
    if (number === GRAPH.node) return walkNode(bytes, visitor, depth);
    if (number === GRAPH.initializer) return walkTensor(bytes, visitor);
    if ([GRAPH.input, GRAPH.output, GRAPH.valueInfo].includes(number))
      return renamed(bytes, PORT.name, visitor);
    if (number === GRAPH.quantization) return renamed(bytes, 1, visitor);
    return undefined;
  });
}

function walkNode(node: Uint8Array, visitor: Visitor, depth: number): Uint8Array[] | undefined {
  visitor.node?.({ type: textOf(node, NODE.type), domain: textOf(node, NODE.domain) });
  return changedOrSame(node, NOTES.node ?? [], ({ number, bytes }) => {
    if (number === NODE.input || number === NODE.output) return newName(bytes, visitor);
    if (number === NODE.attribute) return walkAttribute(bytes, visitor, depth);
    return undefined;
  });
}

function walkAttribute(attribute: Uint8Array, visitor: Visitor, depth: number) {
  return changedOrSame(attribute, [ATTRIBUTE.docText], ({ number, bytes }) => {
    if (number === ATTRIBUTE.tensor || number === ATTRIBUTE.tensors)
      return sameOr(bytes, visitor.tensor?.(bytes));
    if (number === ATTRIBUTE.graph || number === ATTRIBUTE.graphs)
      return walkGraph(bytes, visitor, depth + 1);
    return undefined;
  });
}

function walkTensor(tensor: Uint8Array, visitor: Visitor): Uint8Array[] | undefined {
  const inner = visitor.tensor?.(tensor) ?? tensor;
  return renamed(inner, TENSOR.name, visitor) ?? sameOr(tensor, inner);
}

function renamed(message: Uint8Array, field: number, visitor: Visitor): Uint8Array[] | undefined {
  return changedOrSame(message, [], ({ number, bytes }) =>
    number === field ? newName(bytes, visitor) : undefined,
  );
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

function newName(bytes: Uint8Array, { name }: Visitor): Uint8Array[] | undefined {
  if (name === undefined || bytes.length === 0) return undefined;
  const old = decoder.decode(bytes);
  const fresh = name(old);
  return fresh === old ? undefined : [encoder.encode(fresh)];
}

function sameOr(old: Uint8Array, fresh: Uint8Array | undefined): Uint8Array[] | undefined {
  return fresh === undefined || fresh === old ? undefined : [fresh];
}

/** New content of a field, or undefined where it stays. */
type Change = (field: WireField) => Uint8Array[] | undefined;

function changedFields(
  message: Uint8Array,
  dropped: readonly number[],
  change: Change,
): Uint8Array[] {
  const fields: Uint8Array[] = [];
  for (const field of readFields(message)) {
    if (dropped.includes(field.number)) continue;
    const content = change(field);
    fields.push(content === undefined ? field.whole : messageField(field.number, content));
  }
  return fields;
}

function changedOrSame(
  message: Uint8Array,
  dropped: readonly number[],
  change: Change,
): Uint8Array[] | undefined {
  let isSame = true;
  const fields = changedFields(message, dropped, (field) => {
    const content = change(field);
    if (content !== undefined) isSame = false;
    return content;
  });
  const kept = fields.reduce((length, { byteLength }) => length + byteLength, 0);
  return isSame && kept === message.length ? undefined : fields;
}
