import { clampSigma } from "./limits.ts";

/**
 * The binary wire format, little-endian.
 *
 * Tick and frame packet: a 16-byte header, a table of cursors, then the images one after another.
 *
 *   header  u8 kind · u8 encoding · u16 cursors · u16 latentDim · u16 images · u32 imageBytes · u32 reserved
 *   cursor  u16 slot · u16 flags · u32 seq · u32 imageSeq · f32 z[latentDim]
 *
 * `flags` bit 0 says that this cursor's image is in the packet; images follow in table order.
 * A cursor's `seq` rises with its moves: a receiver drops anything older than what it shows.
 * `imageSeq` is the move that the image belongs to: the place may already be newer.
 *
 * Encoding 1 says that the images are deflated together (RFC 1951): decoded digits shrink to half or less, and it is done once for all
 * receivers, where a socket's own compression would be paid for by each.
 *
 * Cursor packet (page to server): u8 kind · u8[3] zero · u32 seq · f32 z[latentDim].
 *
 * `kind` comes first in each, so that a packet is a WebSocket message as it stands (parser.ts).
 */
export const PACKET_KINDS = { tick: 1, frame: 2, cursor: 3 } as const;
const HEADER_BYTES = 16;
const HAS_IMAGE = 1;
/** Of a table entry before its latent. */
const ENTRY_HEAD_BYTES = 12;
const CURSOR_HEAD_BYTES = 8;

const ENCODING_RAW = 0;
const ENCODING_DEFLATE = 1;

/** One cursor of a tick. `pixels` is imageSize bytes, or null when only the place changed. */
export interface CursorFrame {
  slot: number;
  seq: number;
  imageSeq: number;
  z: Float32Array;
  pixels: Uint8Array | null;
}

export interface TickFormat {
  kind: "tick" | "frame";
  latentDim: number;
  /** Bytes of one image. */
  imageBytes: number;
  /** Raw deflate of `count` images; left out, they travel as they are. */
  deflate?: (images: Uint8Array, count: number) => Uint8Array;
}

/** Packs cursors into one buffer, built once for all receivers. */
export function encodeTick(
  cursors: readonly CursorFrame[],
  { kind, latentDim, imageBytes, deflate }: TickFormat,
): Uint8Array {
  const pictures = cursors.flatMap(({ pixels }) => (pixels ? [pixels] : []));
  const deflated =
    deflate && pictures.length > 0 ? deflate(join(pictures, imageBytes), pictures.length) : null;
  const tableEnd = HEADER_BYTES + cursors.length * (ENTRY_HEAD_BYTES + 4 * latentDim);
  const packet = new Uint8Array(tableEnd + (deflated?.length ?? pictures.length * imageBytes));
  const view = new DataView(packet.buffer);
  view.setUint8(0, PACKET_KINDS[kind]);
  view.setUint8(1, deflated ? ENCODING_DEFLATE : ENCODING_RAW);
  view.setUint16(2, cursors.length, true);
  view.setUint16(4, latentDim, true);
  view.setUint16(6, pictures.length, true);
  view.setUint32(8, imageBytes, true);
  let at = HEADER_BYTES;
  for (const { slot, seq, imageSeq, z, pixels } of cursors) {
    view.setUint16(at, slot, true);
    view.setUint16(at + 2, pixels ? HAS_IMAGE : 0, true);
    view.setUint32(at + 4, seq, true);
    view.setUint32(at + 8, imageSeq, true);
    for (let d = 0; d < latentDim; d++)
      view.setFloat32(at + ENTRY_HEAD_BYTES + 4 * d, z[d] ?? 0, true);
    at += ENTRY_HEAD_BYTES + 4 * latentDim;
  }
  if (deflated) packet.set(deflated, tableEnd);
  else for (const [i, pixels] of pictures.entries()) packet.set(pixels, tableEnd + i * imageBytes);
  return packet;
}

function join(pictures: readonly Uint8Array[], imageBytes: number): Uint8Array {
  const joined = new Uint8Array(pictures.length * imageBytes);
  for (const [i, pixels] of pictures.entries()) joined.set(pixels, i * imageBytes);
  return joined;
}

/**
 * Reads a packet. Images are not copied: `pixels` are views into `buffer`, or into what `inflate` returns.
 * @param inflate raw inflate into exactly `bytes` bytes
 * @throws RangeError when this is neither a tick nor a frame, or the length does not match the header
 */
export function decodeTick(
  buffer: ArrayBuffer,
  inflate: (images: Uint8Array, bytes: number) => Uint8Array,
): CursorFrame[] {
  const view = new DataView(buffer);
  const kind = view.getUint8(0);
  if (kind !== PACKET_KINDS.tick && kind !== PACKET_KINDS.frame)
    throw new RangeError("unknown packet kind");
  const count = view.getUint16(2, true);
  const latentDim = view.getUint16(4, true);
  const imageBytes = view.getUint32(8, true);
  const entryBytes = ENTRY_HEAD_BYTES + 4 * latentDim;
  const bytes = view.getUint16(6, true) * imageBytes;
  const tail = new Uint8Array(buffer, HEADER_BYTES + count * entryBytes);
  const images = view.getUint8(1) === ENCODING_DEFLATE ? inflate(tail, bytes) : tail;
  if (images.length !== bytes) throw new RangeError("packet length mismatch");
  const cursors: CursorFrame[] = [];
  let imageAt = 0;
  for (let i = 0, at = HEADER_BYTES; i < count; i++, at += entryBytes) {
    const z = new Float32Array(latentDim);
    for (let d = 0; d < latentDim; d++) z[d] = view.getFloat32(at + ENTRY_HEAD_BYTES + 4 * d, true);
    const hasImage = (view.getUint16(at + 2, true) & HAS_IMAGE) !== 0;
    const pixels = hasImage ? images.subarray(imageAt, imageAt + imageBytes) : null;
    if (hasImage) imageAt += imageBytes;
    cursors.push({
      slot: view.getUint16(at, true),
      seq: view.getUint32(at + 4, true),
      imageSeq: view.getUint32(at + 8, true),
      z,
      pixels,
    });
  }
  return cursors;
}

export function encodeCursor(seq: number, z: Float32Array): ArrayBuffer {
  const buffer = new ArrayBuffer(CURSOR_HEAD_BYTES + 4 * z.length);
  const view = new DataView(buffer);
  view.setUint8(0, PACKET_KINDS.cursor);
  view.setUint32(4, seq, true);
  for (const [d, value] of z.entries()) view.setFloat32(CURSOR_HEAD_BYTES + 4 * d, value, true);
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
  if (bytes.byteLength !== CURSOR_HEAD_BYTES + 4 * latentDim) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const z = new Float32Array(latentDim);
  for (let d = 0; d < latentDim; d++) {
    const value = view.getFloat32(CURSOR_HEAD_BYTES + 4 * d, true);
    if (!Number.isFinite(value)) return null;
    z[d] = clampSigma(value);
  }
  return { seq: view.getUint32(4, true), z };
}
