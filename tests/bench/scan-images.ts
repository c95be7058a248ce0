import { entryBytes } from "../../server/protocol/frame.ts";

const HEADER_BYTES = 16;
const HAS_IMAGE = 1;

/** Names the images of a tick or frame (frame.ts) without unpacking them: slot and the move that each belongs to. */
export function scanImages(
  packet: Uint8Array,
  each: (slot: number, imageSeq: number) => void,
): void {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const size = entryBytes(view.getUint16(4, true));
  const end = HEADER_BYTES + view.getUint16(2, true) * size;
  for (let at = HEADER_BYTES; at < end; at += size)
    if (view.getUint16(at + 2, true) & HAS_IMAGE)
      each(view.getUint16(at, true), view.getUint32(at + 8, true));
}
