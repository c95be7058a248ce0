import { PACKET_KINDS } from "./frame.ts";
import { clampSigma } from "./limits.ts";

/** Page to server, little-endian: u8 kind · u8[3] zero · u32 seq · f32 z[latentDim]. */
const HEAD_BYTES = 8;

export function encodeCursor(seq: number, z: Float32Array): ArrayBuffer {
  const buffer = new ArrayBuffer(HEAD_BYTES + 4 * z.length);
  const view = new DataView(buffer);
  view.setUint8(0, PACKET_KINDS.cursor);
  view.setUint32(4, seq, true);
  for (const [d, value] of z.entries()) view.setFloat32(HEAD_BYTES + 4 * d, value, true);
  return buffer;
}

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
