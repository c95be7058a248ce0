import { PACKET_KINDS } from "./frame.ts";
import { decodeViewState, encodeViewState, type ViewState } from "./view-state.ts";

/** Page to server, little-endian: u8 kind · u8[3] zero · u32 seq · the view (view-state.ts). */
const HEAD_BYTES = 8;

export function encodeView(seq: number, state: ViewState): ArrayBuffer {
  const body = encodeViewState(state);
  const bytes = new Uint8Array(HEAD_BYTES + body.length);
  bytes[0] = PACKET_KINDS.view;
  new DataView(bytes.buffer).setUint32(4, seq, true);
  bytes.set(body, HEAD_BYTES);
  return bytes.buffer;
}

/**
 * Reads a page's view packet. The view stays in its bytes: the server only passes it on.
 * @returns null when it is no view within its bounds
 */
export function parseView(packet: Uint8Array): { seq: number; bytes: Uint8Array } | null {
  if (packet.length < HEAD_BYTES) return null;
  const bytes = packet.slice(HEAD_BYTES);
  if (!decodeViewState(bytes)) return null;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  return { seq: view.getUint32(4, true), bytes };
}

/** A follower's word that a view is on the screen. */
export interface Seen {
  /** Whose view. */
  slot: number;
  seq: number;
  /** Milliseconds that the word waited in the page after the view was shown. */
  heldMs: number;
}

/** Page to server: u8 kind · u8 zero · u16 slot · u32 seq · u16 held, milliseconds. */
const SEEN_BYTES = 10;
const HELD_MAX_MS = 0xffff;

export function encodeSeen({ slot, seq, heldMs }: Seen): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(SEEN_BYTES));
  view.setUint8(0, PACKET_KINDS.seen);
  view.setUint16(2, slot, true);
  view.setUint32(4, seq, true);
  view.setUint16(8, Math.min(HELD_MAX_MS, Math.max(0, Math.round(heldMs))), true);
  return view.buffer as ArrayBuffer;
}

/** @returns null when the length is wrong */
export function parseSeen(packet: Uint8Array): Seen | null {
  if (packet.length !== SEEN_BYTES) return null;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  return {
    slot: view.getUint16(2, true),
    seq: view.getUint32(4, true),
    heldMs: view.getUint16(8, true),
  };
}
