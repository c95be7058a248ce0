import { inflateRawSync } from "node:zlib";

/** Raw inflate for `decodeTick`, as a plain Uint8Array. */
export function inflate(images: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = inflateRawSync(images);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
