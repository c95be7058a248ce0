import { inflateSync } from "fflate";
import { type CursorFrame, decodeTick } from "../../server/protocol/frame.ts";
import { createCursor, type LiveCursor, live, liveChanged } from "./live.ts";

/** Send times of moves still waiting for their image, by seq. */
const sentAt = new Map<number, number>();
const LATENCIES_KEPT = 120;
const WAITING_MAX = 300;

const inflate = (images: Uint8Array, bytes: number): Uint8Array =>
  inflateSync(images, { out: new Uint8Array(bytes) });

export function sentMove(seq: number): void {
  sentAt.set(seq, performance.now());
  // Superseded moves never get an image; forget the oldest.
  if (sentAt.size > WAITING_MAX) sentAt.delete(sentAt.keys().next().value as number);
}

/** Takes a packet of everyone's cursors; own entries are left to `receiveFrame`. */
export function receiveTick(packet: ArrayBuffer): void {
  for (const cursor of decodeTick(packet, inflate)) {
    if (cursor.slot === live.own.slot) continue;
    let known = live.cursors.get(cursor.slot);
    if (!known) {
      known = createCursor(cursor.slot, cursor.z.length);
      live.cursors.set(cursor.slot, known);
    }
    apply(known, cursor);
  }
  liveChanged();
}

/** Takes the own decoded image. */
export function receiveFrame(packet: ArrayBuffer): void {
  for (const cursor of decodeTick(packet, inflate)) {
    apply(live.own, cursor);
    const sent = sentAt.get(cursor.imageSeq);
    if (sent === undefined) continue;
    sentAt.delete(cursor.imageSeq);
    live.latencies.push(performance.now() - sent);
    if (live.latencies.length > LATENCIES_KEPT) live.latencies.shift();
  }
  liveChanged();
}

function apply(known: LiveCursor, { seq, z, pixels }: CursorFrame): void {
  if (seq < known.seq) return;
  known.seq = seq;
  known.z = z;
  if (!pixels) return;
  known.pixels = pixels;
  known.version++;
}
