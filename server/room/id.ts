const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** 12 characters of 32, without l, o, 0 and 1: 60 bits, unguessable at any rate a server would answer. */
export function newId(randomBytes: (count: number) => Uint8Array): string {
  return Array.from(randomBytes(12), (byte) => ALPHABET[byte & 31]).join("");
}
