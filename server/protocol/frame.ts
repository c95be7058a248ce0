/**
 * The binary wire format of images, little-endian.
 *
 * Tick and frame packet: a 16-byte header, a table of cursors, then the images one after another, then what those who are
 * followed see (view-section.ts).
 *
 *   header  u8 kind · u8 encoding · u16 cursors · u16 latentDim · u16 images · u32 imageBytes · u32 bytes of views
 *   cursor  u16 slot · u16 flags · u32 seq · u32 imageSeq · f32 z[latentDim]
 *
 * `flags` bit 0 says that this cursor's image is in the packet, bit 1 that it is a difference (image-stream.ts);
 * images follow in table order. A cursor's `seq` rises with its moves. `imageSeq` is the move that the image belongs
 * to: the place may already be newer.
 *
 * Encoding 0: images of imageBytes bytes each. Encoding 1: the same, deflated together (RFC 1951), done once for all
 * receivers, where a socket's own compression would be paid for by each. Encoding 2: files, each after its u32 length.
 *
 * `kind` comes first in each, so that a packet is a WebSocket message as it stands (parser.ts).
 */
export const PACKET_KINDS = { tick: 1, frame: 2, cursor: 3, view: 4, seen: 5 } as const;
const HEADER_BYTES = 16;
const HAS_IMAGE = 1;
const IS_DIFFERENCE = 2;
/** Of a table entry before its latent. */
const ENTRY_HEAD_BYTES = 12;

const ENCODING_RAW = 0;
const ENCODING_DEFLATE = 1;
const ENCODING_FILES = 2;

/** An image as it travels: imageBytes bytes of pixels or of a difference, or a WebP file. */
export interface FrameImage {
  coding: "pixels" | "difference" | "file";
  bytes: Uint8Array;
}

/** One cursor of a packet. `image` is null when only the place changed. */
export interface CursorFrame {
  slot: number;
  seq: number;
  imageSeq: number;
  z: Float32Array;
  image: FrameImage | null;
}

export interface TickFormat {
  kind: "tick" | "frame";
  latentDim: number;
  /** Bytes of one image's pixels. */
  imageBytes: number;
  /** Raw deflate; left out, images travel as they are. Files are never deflated. */
  deflate?: (images: Uint8Array) => Uint8Array;
  /** What view-section.ts packs. */
  views?: Uint8Array;
}

const NO_VIEWS = new Uint8Array(0);

/** Bytes of a table entry. */
export const entryBytes = (latentDim: number): number => ENTRY_HEAD_BYTES + 4 * latentDim;

/** Packs cursors into one buffer, built once for all receivers. Either all images are files or none is. */
export function encodeTick(
  cursors: readonly CursorFrame[],
  { kind, latentDim, imageBytes, deflate, views = NO_VIEWS }: TickFormat,
): Uint8Array {
  const images = cursors.flatMap(({ image }) => image ?? []);
  const files = images[0]?.coding === "file";
  const deflated = deflate !== undefined && !files && images.length > 0;
  const joined = files ? joinFiles(images) : joinPixels(images, imageBytes);
  const body = deflated ? deflate(joined) : joined;
  const tableEnd = HEADER_BYTES + cursors.length * entryBytes(latentDim);
  const packet = new Uint8Array(tableEnd + body.length + views.length);
  packet.set(body, tableEnd);
  packet.set(views, tableEnd + body.length);
  const view = new DataView(packet.buffer);
  view.setUint8(0, PACKET_KINDS[kind]);
  view.setUint8(1, files ? ENCODING_FILES : deflated ? ENCODING_DEFLATE : ENCODING_RAW);
  view.setUint16(2, cursors.length, true);
  view.setUint16(4, latentDim, true);
  view.setUint16(6, images.length, true);
  view.setUint32(8, imageBytes, true);
  view.setUint32(12, views.length, true);
  let at = HEADER_BYTES;
  for (const { slot, seq, imageSeq, z, image } of cursors) {
    const difference = image?.coding === "difference" ? IS_DIFFERENCE : 0;
    view.setUint16(at, slot, true);
    view.setUint16(at + 2, image ? HAS_IMAGE | difference : 0, true);
    view.setUint32(at + 4, seq, true);
    view.setUint32(at + 8, imageSeq, true);
    for (let d = 0; d < latentDim; d++)
      view.setFloat32(at + ENTRY_HEAD_BYTES + 4 * d, z[d] ?? 0, true);
    at += entryBytes(latentDim);
  }
  return packet;
}

/** @throws RangeError when the packet is shorter than its header says */
export function viewBytesOf(packet: ArrayBuffer): Uint8Array {
  const bytes = new DataView(packet).getUint32(12, true);
  return new Uint8Array(packet, packet.byteLength - bytes);
}

function joinPixels(images: readonly FrameImage[], imageBytes: number): Uint8Array {
  const joined = new Uint8Array(images.length * imageBytes);
  for (const [i, { bytes }] of images.entries()) joined.set(bytes, i * imageBytes);
  return joined;
}

function joinFiles(images: readonly FrameImage[]): Uint8Array {
  const joined = new Uint8Array(images.reduce((sum, { bytes }) => sum + 4 + bytes.length, 0));
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const { bytes } of images) {
    view.setUint32(at, bytes.length, true);
    joined.set(bytes, at + 4);
    at += 4 + bytes.length;
  }
  return joined;
}

/**
 * Reads a packet. Images are not copied: they are views into `buffer`, or into what `inflate` returns.
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
  const encoding = view.getUint8(1);
  const count = view.getUint16(2, true);
  const latentDim = view.getUint16(4, true);
  const imageBytes = view.getUint32(8, true);
  const tableEnd = HEADER_BYTES + count * entryBytes(latentDim);
  const tail = new Uint8Array(buffer, tableEnd, viewBytesOf(buffer).byteOffset - tableEnd);
  const body =
    encoding === ENCODING_DEFLATE ? inflate(tail, view.getUint16(6, true) * imageBytes) : tail;
  const next = imageReader(body, encoding === ENCODING_FILES ? null : imageBytes);
  const cursors: CursorFrame[] = [];
  for (let i = 0, at = HEADER_BYTES; i < count; i++, at += entryBytes(latentDim)) {
    const z = new Float32Array(latentDim);
    for (let d = 0; d < latentDim; d++) z[d] = view.getFloat32(at + ENTRY_HEAD_BYTES + 4 * d, true);
    const flags = view.getUint16(at + 2, true);
    cursors.push({
      slot: view.getUint16(at, true),
      seq: view.getUint32(at + 4, true),
      imageSeq: view.getUint32(at + 8, true),
      z,
      image: flags & HAS_IMAGE ? next((flags & IS_DIFFERENCE) !== 0) : null,
    });
  }
  if (next.at !== body.length) throw new RangeError("packet length mismatch");
  return cursors;
}

/** Takes one image after another off `body`; `size` is null where each is a file after its length. */
function imageReader(body: Uint8Array, size: number | null) {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const next = (difference: boolean): FrameImage => {
    if (size === null && next.at + 4 > body.length) throw new RangeError("packet length mismatch");
    const from = size === null ? next.at + 4 : next.at;
    next.at = from + (size ?? view.getUint32(next.at, true));
    if (next.at > body.length) throw new RangeError("packet length mismatch");
    const bytes = body.subarray(from, next.at);
    if (size === null) return { coding: "file", bytes };
    return { coding: difference ? "difference" : "pixels", bytes };
  };
  next.at = 0;
  return next;
}

/** Names the images of a packet without unpacking them: slot and the move that each belongs to. */
export function scanImages(packet: Uint8Array, each: (slot: number, imageSeq: number) => void) {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const size = entryBytes(view.getUint16(4, true));
  const end = HEADER_BYTES + view.getUint16(2, true) * size;
  for (let at = HEADER_BYTES; at < end; at += size)
    if (view.getUint16(at + 2, true) & HAS_IMAGE)
      each(view.getUint16(at, true), view.getUint32(at + 8, true));
}
