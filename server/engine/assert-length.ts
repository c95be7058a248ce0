/** @throws RangeError when an input does not hold what its count says */
export function assertLength(actual: number, expected: number): void {
  if (actual !== expected) throw new RangeError(`expected ${expected} values, got ${actual}`);
}
