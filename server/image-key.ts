import { createHash } from "node:crypto";

/** Characters of a key: 96 bits, so that no two pictures of this world meet. */
const KEY_CHARS = 16;

/**
 * The name of the picture of `z` under those weights, the same wherever it is computed: the first 16
 * characters of base64url(SHA-256(weightsHash, then z as float32 little endian)).
 */
export function imageKey(weightsHash: string, z: ArrayLike<number>): string {
  const bytes = Buffer.alloc(z.length * Float32Array.BYTES_PER_ELEMENT);
  for (let i = 0; i < z.length; i++) bytes.writeFloatLE(Math.fround(z[i] as number), i * 4);
  const hash = createHash("sha256").update(weightsHash, "utf8").update(bytes);
  return hash.digest("base64url").slice(0, KEY_CHARS);
}
