/** The part of `live` that tells how long moves take to become images. */
export interface Moves {
  seq: number;
  movedAt: Map<number, number>;
  latencies: number[];
}

const LATENCIES_KEPT = 120;
const WAITING_MAX = 300;

/** The newest move was made now. */
export function noteMove({ seq, movedAt }: Moves): void {
  movedAt.set(seq, performance.now());
  // A server that answers nothing any more must not fill the page's memory.
  if (movedAt.size > WAITING_MAX) movedAt.delete(movedAt.keys().next().value as number);
}

/**
 * The image of move `imageSeq` is here. Moves before it were superseded, on the page or on the server: nobody owes
 * them an image any more.
 */
export function noteImage({ movedAt, latencies }: Moves, imageSeq: number): void {
  const moved = movedAt.get(imageSeq);
  for (const seq of movedAt.keys()) {
    if (seq > imageSeq) break;
    movedAt.delete(seq);
  }
  if (moved === undefined) return;
  latencies.push(performance.now() - moved);
  if (latencies.length > LATENCIES_KEPT) latencies.shift();
}

/** Milliseconds that the oldest move without an image has waited; 0 when none waits. */
export function waitingMs({ movedAt }: Moves, now = performance.now()): number {
  const oldest = movedAt.values().next().value;
  return oldest === undefined ? 0 : now - oldest;
}
