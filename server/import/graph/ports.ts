import { DIM, ELEMENT, PORT, SHAPE, TENSOR_TYPE, TYPE } from "./fields.ts";
import { lastField, readFields, textOf } from "./wire.ts";

export type ElementType = (typeof ELEMENT)[keyof typeof ELEMENT];

/** An input or output as the file declares it. */
export interface Port {
  name: string;
  /** Undefined where the file does not say, or where it is no tensor of numbers. */
  type: ElementType | undefined;
  /** A number, or null where any size fits; undefined where the file does not say how many dimensions there are. */
  dims: (number | null)[] | undefined;
}

/** Reads a ValueInfoProto. */
export function readPort(port: Uint8Array): Port {
  const name = textOf(port, PORT.name);
  const type = lastField(port, PORT.type)?.bytes;
  const tensor = type && lastField(type, TYPE.tensor)?.bytes;
  if (tensor === undefined) return { name, type: undefined, dims: undefined };
  const element = lastField(tensor, TENSOR_TYPE.element)?.int ?? 0;
  const shape = lastField(tensor, TENSOR_TYPE.shape)?.bytes;
  return { name, type: elementType(element), dims: shape && readDims(shape) };
}

function elementType(element: number): ElementType | undefined {
  return (ELEMENT as Readonly<Record<number, ElementType>>)[element];
}

function readDims(shape: Uint8Array): (number | null)[] {
  const dims: (number | null)[] = [];
  for (const { number, bytes } of readFields(shape)) {
    if (number !== SHAPE.dim) continue;
    const size = lastField(bytes, DIM.value)?.int;
    // 0 and −1 are what some exporters write for a size that is open.
    dims.push(size !== undefined && size > 0 ? size : null);
  }
  return dims;
}
