/** Sigmoid outputs (0..1) to bytes, rounded to nearest; every engine ends here, so that they agree. */
export function toBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  // An indexed loop: entries() is several times slower on a hot path.
  for (let i = 0; i < values.length; i++) bytes[i] = (values[i] as number) * 255 + 0.5;
  return bytes;
}

/** @throws RangeError when an input does not hold what its count says */
export function assertLength(actual: number, expected: number): void {
  if (actual !== expected) throw new RangeError(`expected ${expected} values, got ${actual}`);
}
