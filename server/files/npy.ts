import { fromHalf } from "../latent/half.ts";
import { type NpyHeader, parseNpyHeader } from "./npy-header.ts";

type NpyNumbers =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array;

export interface NpyArray extends Pick<NpyHeader, "type" | "shape"> {
  /**
   * Items in C order, the last index fastest, whatever the file's order. Half precision comes as Float32; whole numbers of 64
   * bits as Float64, as far as that is exact.
   */
  values: NpyNumbers | string[];
}

/**
 * Reads NumPy's `.npy` format, versions 1 to 3: numbers of any width and byte order, text.
 * @throws RangeError in one sentence when it is no such file, or not as long as its header says
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  const header = parseNpyHeader(bytes);
  const { start, count, itemBytes, shape, type, fortran } = header;
  const wanted = count * itemBytes;
  if (bytes.length - start < wanted)
    throw new RangeError(`it is cut off: ${bytes.length - start} of ${wanted} bytes are there`);
  const values = decodeItems(bytes.subarray(start, start + wanted), header);
  return { type, shape, values: fortran ? toRowMajor(values, shape) : values };
}

/** The items of a stretch of a file, in its order. @throws RangeError when one is a whole number beyond 2⁵³ */
export function decodeItems(
  bytes: Uint8Array,
  { type, itemBytes, littleEndian }: Pick<NpyHeader, "type" | "itemBytes" | "littleEndian">,
): NpyArray["values"] {
  if (type === "S" || type === "U") return decodeText(bytes, { type, itemBytes, littleEndian });
  // A copy, also of a Buffer, whose `slice` is none: items may lie at any address, and are turned in place.
  const own = new Uint8Array(bytes);
  if (!littleEndian) turnBytes(own, itemBytes);
  const { buffer } = own;
  switch (type) {
    case "f2":
      return fromHalf(own);
    case "f4":
      return new Float32Array(buffer);
    case "f8":
      return new Float64Array(buffer);
    case "i1":
      return new Int8Array(buffer);
    case "i2":
      return new Int16Array(buffer);
    case "i4":
      return new Int32Array(buffer);
    case "u1":
    case "b1":
      return own;
    case "u2":
      return new Uint16Array(buffer);
    case "u4":
      return new Uint32Array(buffer);
    case "i8":
      return exact(new BigInt64Array(buffer));
    case "u8":
      return exact(new BigUint64Array(buffer));
  }
}

function exact(values: BigInt64Array | BigUint64Array): Float64Array {
  return Float64Array.from(values, (value: bigint) => {
    if (!Number.isSafeInteger(Number(value)))
      throw new RangeError(`it holds ${value}, a whole number too large to be exact`);
    return Number(value);
  });
}

function turnBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

function decodeText(
  bytes: Uint8Array,
  { type, itemBytes, littleEndian }: { type: string; itemBytes: number; littleEndian: boolean },
): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder();
  const count = itemBytes === 0 ? 0 : bytes.length / itemBytes;
  return Array.from({ length: count }, (_, row) => {
    const start = row * itemBytes;
    const text =
      type === "S"
        ? utf8.decode(bytes.subarray(start, start + itemBytes))
        : Array.from({ length: itemBytes / 4 }, (_unused, i) =>
            character(view.getUint32(start + 4 * i, littleEndian)),
          ).join("");
    // Shorter text is filled up with zeros.
    return text.replace(/\0+$/, "");
  });
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

/** From first index fastest to last index fastest. */
function toRowMajor<T extends NpyArray["values"]>(values: T, shape: readonly number[]): T {
  const result = values.slice() as T;
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] as T[number];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const step = steps[axis] ?? 0;
      const next = (index[axis] ?? 0) + 1;
      from += step;
      index[axis] = next;
      if (next < (shape[axis] ?? 0)) break;
      from -= step * next;
      index[axis] = 0;
    }
  }
  return result;
}
