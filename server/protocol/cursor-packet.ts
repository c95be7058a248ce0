import { PACKET_KINDS } from "./frame.ts";
import { clampSigma } from "./limits.ts";

/**
 * Page to server, little-endian: u8 kind · u8 epoch · u8[2] zero · u32 seq · f32 z[latentDim].
 *
 * The epoch says which of the room's models the latent is of: one more, modulo 256, each time that the room goes over to
 * another. What is still on its way from before is told by it, also where both models have as many dimensions. Ticks
 * need none: they and the event of the switch come one after another.
 */
const HEAD_BYTES = 8;
const EPOCH_AT = 1;

export const nextEpoch = (epoch: number): number => (epoch + 1) & 0xff;

export function encodeCursor(seq: number, z: Float32Array, epoch = 0): ArrayBuffer {
  const buffer = new ArrayBuffer(HEAD_BYTES + 4 * z.length);
  const view = new DataView(buffer);
  view.setUint8(0, PACKET_KINDS.cursor);
  view.setUint8(EPOCH_AT, epoch);
  view.setUint32(4, seq, true);
  for (const [d, value] of z.entries()) view.setFloat32(HEAD_BYTES + 4 * d, value, true);
  return buffer;
}

/** Of which of the room's models a cursor packet is; undefined when it is too short to say. */
export const epochOf = (bytes: Uint8Array): number | undefined => bytes[EPOCH_AT];

/**
 * Reads a page's cursor packet. Values beyond ±8σ are clamped.
 * @returns null when the length does not fit `latentDim` or a value is NaN or infinite.
 */
export function parseCursor(
  bytes: Uint8Array,
  latentDim: number,
): { seq: number; z: Float32Array } | null {
  if (bytes.byteLength !== HEAD_BYTES + 4 * latentDim) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const z = new Float32Array(latentDim);
  for (let d = 0; d < latentDim; d++) {
    const value = view.getFloat32(HEAD_BYTES + 4 * d, true);
    if (!Number.isFinite(value)) return null;
    z[d] = clampSigma(value);
  }
  return { seq: view.getUint32(4, true), z };
}
