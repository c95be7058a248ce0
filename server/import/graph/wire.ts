/**
 * Reads the protocol-buffer wire format (protobuf.dev, "Encoding"). What is not asked for is kept as it lies in the file,
 * byte for byte, so that an edited model loses nothing; `model/onnx/protobuf.ts` writes.
 */
export interface WireField {
  number: number;
  /** Of a varint its value, signed as int64 has it; 0 of the other kinds. */
  int: number;
  /** Of a delimited or fixed field its content, a view of the file. */
  bytes: Uint8Array;
  /** Tag and all, a view of the file. */
  whole: Uint8Array;
}

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;
const VARINT_MAX_BYTES = 10;
const NOTHING = new Uint8Array();

/** @throws RangeError where the bytes are no message, as where a file was cut off */
export function* readFields(message: Uint8Array): Generator<WireField> {
  let at = 0;
  while (at < message.length) {
    const tag = readVarint(message, at);
    const content = readContent(message, tag.end, tag.value % 8);
    const number = Math.floor(tag.value / 8);
    if (number < 1) throw new RangeError("no field has the number 0");
    yield { ...content, number, whole: message.subarray(at, content.end) };
    at = content.end;
  }
}

/** The last field of this number, as protocol buffers have it. */
export function lastField(message: Uint8Array, number: number): WireField | undefined {
  let found: WireField | undefined;
  for (const field of readFields(message)) if (field.number === number) found = field;
  return found;
}

const decoder = new TextDecoder();

export function textOf(message: Uint8Array, number: number): string {
  return decoder.decode(lastField(message, number)?.bytes ?? NOTHING);
}

/** Values of a repeated text. */
export function textsOf(message: Uint8Array, number: number): string[] {
  const texts: string[] = [];
  for (const field of readFields(message))
    if (field.number === number) texts.push(decoder.decode(field.bytes));
  return texts;
}

/** Values of a repeated integer, packed or not. */
export function intsOf(message: Uint8Array, number: number): number[] {
  const ints: number[] = [];
  for (const field of readFields(message)) {
    if (field.number !== number) continue;
    if (field.bytes.length === 0) ints.push(field.int);
    for (let at = 0; at < field.bytes.length; ) {
      const { value, end } = readVarint(field.bytes, at);
      ints.push(value);
      at = end;
    }
  }
  return ints;
}

function readContent(message: Uint8Array, at: number, kind: number) {
  if (kind === VARINT) {
    const { value, end } = readVarint(message, at);
    return { int: value, bytes: NOTHING, end };
  }
  const { start, length } = extent(message, at, kind);
  const end = start + length;
  if (end > message.length) throw new RangeError("the bytes end inside a field");
  return { int: 0, bytes: message.subarray(start, end), end };
}

function extent(message: Uint8Array, at: number, kind: number): { start: number; length: number } {
  if (kind === FIXED64) return { start: at, length: 8 };
  if (kind === FIXED32) return { start: at, length: 4 };
  if (kind !== DELIMITED) throw new RangeError(`no field is of the kind ${kind}`);
  const { value, end } = readVarint(message, at);
  if (value < 0) throw new RangeError("a field of negative length");
  return { start: end, length: value };
}

function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  for (let read = 0; read < VARINT_MAX_BYTES; read++) {
    const byte = bytes[at + read];
    if (byte === undefined) throw new RangeError("the bytes end inside a number");
    value += (byte & 127) * 2 ** (7 * read);
    if (byte < 128)
      return { value: read < VARINT_MAX_BYTES - 1 ? value : signed(bytes, at), end: at + read + 1 };
  }
  throw new RangeError("a number of more than ten bytes");
}

/** Ten bytes are a negative number, in two's complement. */
function signed(bytes: Uint8Array, at: number): number {
  let value = 0n;
  for (let read = 0; read < VARINT_MAX_BYTES; read++)
    value |= BigInt((bytes[at + read] ?? 0) & 127) << BigInt(7 * read);
  return Number(BigInt.asIntN(64, value));
}
