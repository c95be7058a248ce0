/** Bytes of a `.npy` file as NumPy writes it. */
export function npyFile(
  descr: string,
  { shape, fortran = false, body }: { shape: number[]; fortran?: boolean; body: Uint8Array },
): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${sizes}), }`;
  const padded = `${text}${" ".repeat(63 - ((10 + text.length) % 64))}\n`;
  const length = Uint8Array.of(padded.length & 255, padded.length >> 8);
  return Buffer.concat([
    Buffer.from("\u0093NUMPY\u0001\u0000", "latin1"),
    length,
    Buffer.from(padded),
    body,
  ]);
}

/** A `.npy` of little-endian float32. */
export const floatFile = (shape: number[], values: ArrayLike<number>): Uint8Array =>
  npyFile("<f4", { shape, body: new Uint8Array(Float32Array.from(values).buffer) });
