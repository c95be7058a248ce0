/** Sigmoid outputs (0..1) to bytes, rounded to nearest; every decoder, on the server or in a page, ends here. */
export function toBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length);
  // An indexed loop: entries() is several times slower on a hot path.
  for (let i = 0; i < values.length; i++) bytes[i] = (values[i] as number) * 255 + 0.5;
  return bytes;
}
