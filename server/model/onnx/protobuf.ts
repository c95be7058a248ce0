/**
 * The part of the protocol-buffer wire format that ONNX files need: varints, floats and
 * length-delimited fields (protobuf.dev, "Encoding"). A message is the concatenation of its fields.
 */
const VARINT = 0;
const DELIMITED = 2;
const FIXED32 = 5;

/** An integer ≥ 0 (int32, int64, enum). */
export function intField(field: number, value: number): Uint8Array {
  return concatBytes([varint(field * 8 + VARINT), varint(value)]);
}

/** A 32-bit float. */
export function floatField(field: number, value: number): Uint8Array {
  return concatBytes([varint(field * 8 + FIXED32), new Uint8Array(Float32Array.of(value).buffer)]);
}

/** UTF-8 text. */
export function textField(field: number, value: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(value));
}

/** Raw bytes. */
export function bytesField(field: number, value: Uint8Array): Uint8Array {
  return concatBytes([fieldHead(field, value.length), value]);
}

/** What comes before `length` bytes of a field, for content that is too large to be copied. */
export function fieldHead(field: number, length: number): Uint8Array {
  return concatBytes([varint(field * 8 + DELIMITED), varint(length)]);
}

/** A message inside a message: its fields, in any order. */
export function messageField(field: number, parts: Uint8Array[]): Uint8Array {
  return bytesField(field, concatBytes(parts));
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

/** Seven bits a byte, lowest first. Division, not shifts: values may pass 2³¹. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`no varint: ${value}`);
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}
