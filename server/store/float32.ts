/** A latent as stored: float32, little endian on every machine, so each value comes back bit for bit. */
export function packLatent(z: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(z.length * Float32Array.BYTES_PER_ELEMENT);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of z.entries()) view.setFloat32(i * 4, value, true);
  return bytes;
}

/**
 * Inverse of `packLatent`.
 * @throws RangeError when the bytes are no whole number of floats
 */
export function unpackLatent(bytes: Uint8Array): number[] {
  if (bytes.byteLength % Float32Array.BYTES_PER_ELEMENT !== 0) {
    throw new RangeError(`${bytes.byteLength} bytes are no whole number of float32 values`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength / Float32Array.BYTES_PER_ELEMENT;
  return Array.from({ length }, (_, i) => view.getFloat32(i * 4, true));
}
