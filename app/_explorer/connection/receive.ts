import { inflateSync } from "fflate";
import { decodeTick } from "../../../server/protocol/frame.ts";
import { applyImage } from "../../../server/protocol/image-stream.ts";
import { readImageFile } from "../image-files/read-image-file.ts";
import { createCursor, live, liveChanged, showImage } from "../live.ts";
import { tellDrawnBy } from "../store.ts";

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
  for (const { slot, seq, imageSeq, z, image } of decodeTick(packet, inflate)) {
    if (slot === live.own.slot) continue;
    let known = live.cursors.get(slot);
    if (!known) {
      known = createCursor(slot, z.length);
      live.cursors.set(slot, known);
    }
    if (seq >= known.seq) {
      known.seq = seq;
      known.z = z;
    }
    if (!image) continue;
    if (image.coding === "file") readImageFile(known, imageSeq, image.bytes);
    // Differences build on each other: ticks come in order, and none may be left out.
    else showImage(known, imageSeq, applyImage(known.pixels, image));
  }
  liveChanged();
}

/** Takes the own decoded image; one that is as new as what this page drew by itself replaces it. */
export function receiveFrame(packet: ArrayBuffer): void {
  const { own } = live;
  for (const { seq, imageSeq, z, image } of decodeTick(packet, inflate)) {
    answered(imageSeq);
    if (seq < own.seq) continue;
    own.seq = seq;
    own.z = z;
    if (!image || imageSeq < own.imageSeq) continue;
    if (image.coding === "file") readImageFile(own, imageSeq, image.bytes, drawnByServer);
    else {
      showImage(own, imageSeq, image.bytes);
      drawnByServer();
    }
  }
  liveChanged();
}

const drawnByServer = () => tellDrawnBy("server");

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
