/**
 * Half precision (IEEE 754 binary16) to and from Float32: what embeddings and weights are stored in. 11 significant bits,
 * so a code near 2 σ is off by at most .001 σ.
 */

const scratch = new DataView(new ArrayBuffer(4));

/** Values of little-endian binary16 bytes. @throws RangeError when there is half a value too much */
export function fromHalf(bytes: Uint8Array): Float32Array {
  if (bytes.byteLength % 2 !== 0) throw new RangeError(`${bytes.byteLength} bytes are no halves`);
  const values = new Float32Array(bytes.byteLength / 2);
  halvesInto(bytes, values, [0, values.length]);
  return values;
}

/** The same for some of many, from the first to before the second, where the rest is still to come. */
export function halvesInto(
  bytes: Uint8Array,
  values: Float32Array,
  [from, to]: readonly [number, number],
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = allHalves();
  for (let i = from; i < to; i++) values[i] = table[view.getUint16(2 * i, true)] as number;
}

let halves: Float32Array | null = null;

/** Each of the 65,536 there are: embeddings have millions. */
function allHalves(): Float32Array {
  halves ??= Float32Array.from({ length: 65_536 }, (_, bits) => halfValue(bits));
  return halves;
}

/** Little-endian binary16 bytes, rounded to nearest, ties to even. Beyond ±65,504 becomes infinite. */
export function toHalf(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setUint16(2 * i, halfBits(values[i] ?? 0), true);
  return bytes;
}

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function halfBits(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  // Half way between the largest half and the next step: rounds away.
  if (magnitude >= 65_520) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | roundEven(magnitude * 2 ** 24);
  const exponent = ((bits >>> 23) & 255) - 127;
  // A fraction that rounds up to 1024 carries into the exponent, as it should.
  return sign | (((exponent + 15) << 10) + roundEven((magnitude / 2 ** exponent - 1) * 1024));
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
