import { viewBytesOf } from "./frame.ts";
import { decodeViewState, type ViewState } from "./view-state.ts";

/** A view as a tick carries it, in the bytes in which its page sent it. */
export interface ViewFrame {
  slot: number;
  /** Rises with the views of this person. */
  seq: number;
  bytes: Uint8Array;
}

/** Of each view: u16 slot · u16 bytes · u32 seq, and then its bytes. */
const ENTRY_HEAD_BYTES = 8;

/** The section of a tick that follows the images. */
export function packViews(views: readonly ViewFrame[]): Uint8Array {
  const size = views.reduce((sum, { bytes }) => sum + ENTRY_HEAD_BYTES + bytes.length, 0);
  const section = new Uint8Array(size);
  const view = new DataView(section.buffer);
  let at = 0;
  for (const { slot, seq, bytes } of views) {
    view.setUint16(at, slot, true);
    view.setUint16(at + 2, bytes.length, true);
    view.setUint32(at + 4, seq, true);
    section.set(bytes, at + ENTRY_HEAD_BYTES);
    at += ENTRY_HEAD_BYTES + bytes.length;
  }
  return section;
}

/**
 * The views in a tick.
 * @throws RangeError when the section does not fit its header, or holds no view
 */
export function readViews(packet: ArrayBuffer): { slot: number; seq: number; view: ViewState }[] {
  const section = viewBytesOf(packet);
  const data = new DataView(section.buffer, section.byteOffset, section.byteLength);
  const views: { slot: number; seq: number; view: ViewState }[] = [];
  for (let at = 0; at < section.length; ) {
    const end = at + ENTRY_HEAD_BYTES + data.getUint16(at + 2, true);
    const view = decodeViewState(section.subarray(at + ENTRY_HEAD_BYTES, end));
    if (!view || end > section.length) throw new RangeError("view section is broken");
    views.push({ slot: data.getUint16(at, true), seq: data.getUint32(at + 4, true), view });
    at = end;
  }
  return views;
}
