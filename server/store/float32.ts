/** A latent as stored: float32, little endian on every machine, so each value comes back bit for bit. */
export function toBytes(z: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(z.length * Float32Array.BYTES_PER_ELEMENT);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of z.entries()) view.setFloat32(i * 4, value, true);
  return bytes;
}

/** Inverse of `toBytes`. */
export function fromBytes(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength / Float32Array.BYTES_PER_ELEMENT;
  return Array.from({ length }, (_, i) => view.getFloat32(i * 4, true));
}
