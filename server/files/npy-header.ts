/** How NumPy stores one number (`numpy.lib.format`), without its byte order; `b1` is a truth value, `S` and `U` are text. */
const NPY_BYTES = {
  ...{ f2: 2, f4: 4, f8: 8 },
  ...{ i1: 1, i2: 2, i4: 4, i8: 8 },
  ...{ u1: 1, u2: 2, u4: 4, u8: 8, b1: 1 },
} as const;
type NpyNumber = keyof typeof NPY_BYTES;

export interface NpyHeader {
  /** What each item is; of text, `S` (bytes) or `U` (UTF-32). */
  type: NpyNumber | "S" | "U";
  /** Bytes of an item. */
  itemBytes: number;
  littleEndian: boolean;
  /** The first index runs fastest, not the last. */
  fortran: boolean;
  shape: number[];
  /** Items: the product of `shape`. */
  count: number;
  /** Where the items begin in the file. */
  start: number;
}

const MAGIC = "\u0093NUMPY";
/** NumPy pads headers to some dozen bytes; a longer one is no array of numbers. */
export const NPY_HEADER_MAX_BYTES = 65_536;
const DIMENSIONS_MAX = 32;
/** More than a disk holds; products beyond it would no longer be exact. */
const ITEMS_MAX = 2 ** 40;

/** @throws RangeError in one sentence when it is no array of numbers or text */
export function parseNpyHeader(bytes: Uint8Array): NpyHeader {
  const { text, start } = headerText(bytes);
  const [, descr] = /'descr':\s*'([^']{1,16})'/.exec(text) ?? [];
  const [, fortran] = /'fortran_order':\s*(True|False)/.exec(text) ?? [];
  const [, sizes] = /'shape':\s*\(([\d,\sL]*)\)/.exec(text) ?? [];
  if (descr === undefined && /'descr':\s*\[/.test(text))
    throw new RangeError("it holds records of several fields; save one array of numbers");
  if (descr === undefined || fortran === undefined || sizes === undefined)
    throw new RangeError("its header is not one that NumPy writes");
  const shape = [...sizes.matchAll(/\d+/g)].map(([size]) => Number(size));
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.length > DIMENSIONS_MAX || !(count <= ITEMS_MAX))
    throw new RangeError(`its shape (${sizes.slice(0, 40)}) is larger than any file`);
  return { ...parseType(descr), fortran: fortran === "True", shape, count, start };
}

function headerText(bytes: Uint8Array): { text: string; start: number } {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new RangeError("it is no .npy file");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[MAGIC.length] === 1;
  const textStart = isFirst ? 10 : 12;
  const isShort = bytes.length < textStart;
  const length = isShort ? 0 : isFirst ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = textStart + length;
  if (isShort || start > Math.min(bytes.length, NPY_HEADER_MAX_BYTES))
    throw new RangeError("its header is cut off or too long");
  return { text: new TextDecoder().decode(bytes.subarray(textStart, start)), start };
}

function parseType(descr: string): Pick<NpyHeader, "type" | "itemBytes" | "littleEndian"> {
  const [, order, kind = "", digits = ""] = /^([<>|=]?)([a-zA-Z])(\d{0,5})$/.exec(descr) ?? [];
  if (kind === "O") throw new RangeError("it holds Python objects; save numbers or text instead");
  const littleEndian = order !== ">";
  const size = Number(digits);
  if (kind === "S" || kind === "U")
    return { type: kind, itemBytes: kind === "U" ? size * 4 : size, littleEndian };
  const name = `${kind}${digits}`;
  if (!isNumber(name)) throw new RangeError(`it holds numbers of the kind ${descr}`);
  return { type: name, itemBytes: NPY_BYTES[name], littleEndian };
}

function isNumber(name: string): name is NpyNumber {
  return Object.hasOwn(NPY_BYTES, name);
}
