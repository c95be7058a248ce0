/** The bytes of an IDX file (yann.lecun.com/exdb/mnist) and its sizes: count, then height and width where there are any. */
export interface Idx {
  sizes: number[];
  values: Uint8Array;
}

const UNSIGNED_BYTE = 8;

/** @throws RangeError when it is no IDX file of bytes, or not as long as it says */
export function parseIdx(bytes: Uint8Array): Idx {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dimensions = bytes[3] ?? 0;
  const start = 4 + 4 * dimensions;
  if (bytes.length < start || view.getUint16(0) !== 0 || bytes[2] !== UNSIGNED_BYTE)
    throw new RangeError("this is no IDX file of bytes");
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const wanted = sizes.reduce((product, size) => product * size, 1);
  if (bytes.length - start !== wanted)
    throw new RangeError(`the IDX file has ${bytes.length - start} bytes, not ${wanted}`);
  return { sizes, values: bytes.subarray(start) };
}
