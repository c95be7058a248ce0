import { inflateSync } from "fflate";
import { type CursorFrame, decodeTick } from "../../../server/protocol/frame.ts";
import { applyImage } from "../../../server/protocol/image-stream.ts";
import { readViews } from "../../../server/protocol/view-section.ts";
import { readImageFile } from "../image-files/read-image-file.ts";
import { noteImage } from "../latency.ts";
import { createCursor, type LiveCursor, live, liveChanged, showImage } from "../live.ts";
import { tellDrawnBy } from "../store.ts";
import { askForCursors } from "./gap.ts";

const inflate = (images: Uint8Array, bytes: number): Uint8Array =>
  inflateSync(images, { out: new Uint8Array(bytes) });

/** Takes a packet of everyone's cursors; own entries are left to `receiveFrame`. */
export function receiveTick(packet: ArrayBuffer): void {
  const cursors = read(packet);
  if (!cursors) {
    // What it held is unknown: no difference fits what this page holds any more.
    for (const cursor of live.cursors.values()) cursor.base = null;
    askForCursors();
    return;
  }
  for (const entry of cursors) if (entry.slot !== live.own.slot) take(entry);
  takeViews(packet);
  liveChanged();
}

function take({ slot, seq, imageSeq, z, image }: CursorFrame): void {
  const known = live.cursors.get(slot) ?? createCursor(slot, z.length);
  live.cursors.set(slot, known);
  if (seq >= known.seq) {
    known.seq = seq;
    known.z = z;
  }
  if (image?.coding === "file") readImageFile(known, imageSeq, image.bytes);
  else if (image) {
    // Differences build on each other: ticks come in order, and none may be left out.
    known.base = applyImage(known.base, image);
    showImage(known, imageSeq, known.base);
    if (!known.base) askForCursors();
  }
}

/** What those who are followed see. A broken section is not asked for again: the next view brings the next. */
function takeViews(packet: ArrayBuffer): void {
  try {
    for (const { slot, seq, view } of readViews(packet)) live.views.set(slot, { seq, view });
  } catch (cause) {
    console.warn("A view could not be read.", cause);
  }
}

/** Takes the own decoded image; one that is as new as what this page drew by itself replaces it. */
export function receiveFrame(packet: ArrayBuffer): void {
  // A broken one is not asked for again: the next move brings the next.
  for (const entry of read(packet) ?? []) takeOwn(live.own, entry);
  liveChanged();
}

function takeOwn(own: LiveCursor, { seq, imageSeq, z, image }: CursorFrame): void {
  // Of a place that was left for someone else's.
  if (live.borrows) return;
  if (seq >= own.seq) {
    own.seq = seq;
    own.z = z;
  }
  if (!image) return;
  // The server keeps up, although this page has drawn a newer one by itself.
  if (seq < own.seq || imageSeq < own.imageSeq) {
    noteImage(live, imageSeq);
    return;
  }
  const shown = () => {
    noteImage(live, imageSeq);
    tellDrawnBy("server");
  };
  if (image.coding === "file") readImageFile(own, imageSeq, image.bytes, shown);
  else {
    showImage(own, imageSeq, image.bytes);
    shown();
  }
}

/** What a packet holds; null when it is broken. */
function read(packet: ArrayBuffer): CursorFrame[] | null {
  try {
    return decodeTick(packet, inflate);
  } catch (cause) {
    console.warn("A packet could not be read.", cause);
    return null;
  }
}
