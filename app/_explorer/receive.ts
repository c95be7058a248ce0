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
  // A server that answers nothing any more must not fill the page's memory.
  if (sentAt.size > WAITING_MAX) sentAt.delete(sentAt.keys().next().value as number);
}

/** Milliseconds that the oldest move without an image has waited for the server; 0 when it owes none. */
export function waitingMs(now = performance.now()): number {
  const oldest = sentAt.values().next().value;
  return oldest === undefined ? 0 : now - oldest;
}

/** In another room moves are counted anew. */
export function forgetMoves(): void {
  sentAt.clear();
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

/** Takes the own decoded image; one that is as new as what this page drew by itself replaces it. */
export function receiveFrame(packet: ArrayBuffer): void {
  for (const cursor of decodeTick(packet, inflate)) {
    const { version } = live.own;
    apply(live.own, cursor);
    if (live.own.version !== version) live.drawnBy = "server";
    answered(cursor.imageSeq);
  }
  liveChanged();
}

/** Moves before the one whose image came were superseded: nobody owes them an image any more. */
function answered(imageSeq: number): void {
  const sent = sentAt.get(imageSeq);
  for (const seq of sentAt.keys()) {
    if (seq > imageSeq) break;
    sentAt.delete(seq);
  }
  if (sent === undefined) return;
  live.latencies.push(performance.now() - sent);
  if (live.latencies.length > LATENCIES_KEPT) live.latencies.shift();
}

function apply(known: LiveCursor, { seq, imageSeq, z, pixels }: CursorFrame): void {
  if (seq < known.seq) return;
  known.seq = seq;
  known.z = z;
  if (!pixels || imageSeq < known.imageSeq) return;
  known.imageSeq = imageSeq;
  known.pixels = pixels;
  known.version++;
}
