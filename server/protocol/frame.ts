import { MAX_SIGMA } from "./limits.ts";

/**
 * The binary wire format, little-endian.
 *
 * Tick and frame packet: a 16-byte header, a table of cursors, then the images one after another.
 *
 *   header  u8 version · u8 encoding · u16 cursors · u16 latentDim · u16 images · u32 imageBytes · u32 reserved
 *   cursor  u16 slot · u16 flags · u32 seq · f32 z[latentDim]
 *
 * `flags` bit 0 says that this cursor's image is in the packet; images follow in table order.
 * A cursor's `seq` rises with its moves: a receiver drops anything older than what it shows.
 *
 * Cursor packet (page to server): u32 seq · f32 z[latentDim].
 */
const VERSION = 1;
const HEADER_BYTES = 16;
const HAS_IMAGE = 1;

export const ENCODING_RAW = 0;

/** One cursor of a tick. `pixels` is imageSize bytes, or null when only the place changed. */
export interface CursorFrame {
  slot: number;
  seq: number;
  z: Float32Array;
  pixels: Uint8Array | null;
}

/** Packs cursors into one buffer, built once for all receivers. */
export function encodeTick(
  cursors: readonly CursorFrame[],
  latentDim: number,
  imageBytes: number,
): Uint8Array {
  const entryBytes = 8 + 4 * latentDim;
  let images = 0;
  for (const cursor of cursors) if (cursor.pixels) images++;
  const tableEnd = HEADER_BYTES + cursors.length * entryBytes;
  const packet = new Uint8Array(tableEnd + images * imageBytes);
  const view = new DataView(packet.buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, ENCODING_RAW);
  view.setUint16(2, cursors.length, true);
  view.setUint16(4, latentDim, true);
  view.setUint16(6, images, true);
  view.setUint32(8, imageBytes, true);
  let at = HEADER_BYTES;
  let imageAt = tableEnd;
  for (const { slot, seq, z, pixels } of cursors) {
    view.setUint16(at, slot, true);
    view.setUint16(at + 2, pixels ? HAS_IMAGE : 0, true);
    view.setUint32(at + 4, seq, true);
    for (let d = 0; d < latentDim; d++) view.setFloat32(at + 8 + 4 * d, z[d] ?? 0, true);
    at += entryBytes;
    if (pixels) {
      packet.set(pixels, imageAt);
      imageAt += imageBytes;
    }
  }
  return packet;
}

/**
 * Reads a packet without copying its images: `pixels` are views into `buffer`.
 * @throws RangeError when the version differs or the length does not match the header.
 */
export function decodeTick(buffer: ArrayBuffer): CursorFrame[] {
  const view = new DataView(buffer);
  if (view.getUint8(0) !== VERSION) throw new RangeError("unknown packet version");
  const count = view.getUint16(2, true);
  const latentDim = view.getUint16(4, true);
  const imageBytes = view.getUint32(8, true);
  const entryBytes = 8 + 4 * latentDim;
  let imageAt = HEADER_BYTES + count * entryBytes;
  if (buffer.byteLength !== imageAt + view.getUint16(6, true) * imageBytes)
    throw new RangeError("packet length mismatch");
  const cursors: CursorFrame[] = [];
  for (let i = 0, at = HEADER_BYTES; i < count; i++, at += entryBytes) {
    const z = new Float32Array(latentDim);
    for (let d = 0; d < latentDim; d++) z[d] = view.getFloat32(at + 8 + 4 * d, true);
    let pixels: Uint8Array | null = null;
    if (view.getUint16(at + 2, true) & HAS_IMAGE) {
      pixels = new Uint8Array(buffer, imageAt, imageBytes);
      imageAt += imageBytes;
    }
    cursors.push({ slot: view.getUint16(at, true), seq: view.getUint32(at + 4, true), z, pixels });
  }
  return cursors;
}

export function encodeCursor(seq: number, z: Float32Array): ArrayBuffer {
  const buffer = new ArrayBuffer(4 + 4 * z.length);
  const view = new DataView(buffer);
  view.setUint32(0, seq, true);
  for (const [d, value] of z.entries()) view.setFloat32(4 + 4 * d, value, true);
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
  if (bytes.byteLength !== 4 + 4 * latentDim) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const z = new Float32Array(latentDim);
  for (let d = 0; d < latentDim; d++) {
    const value = view.getFloat32(4 + 4 * d, true);
    if (!Number.isFinite(value)) return null;
    z[d] = Math.min(MAX_SIGMA, Math.max(-MAX_SIGMA, value));
  }
  return { seq: view.getUint32(0, true), z };
}
