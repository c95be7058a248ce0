import { type LiveCursor, live, liveChanged, onLive, showImage } from "../../live.ts";
import { type Drawing, type DrawingDesk, drawingDesk } from "../../page-decoder/desk.ts";

export interface TileDrawing {
  /** Other tiles are in sight. */
  look: () => void;
  stop: () => void;
}

/**
 * Draws in this page the pictures that are missing at places of other people: of those in sight, who has waited longest
 * first, a batch at a time. A place that changes meanwhile is drawn as it is by then; while nothing changes nothing runs.
 * @param inSight slots of the tiles that are seen now
 */
export function drawTiles(
  inSight: () => readonly number[],
  desk: DrawingDesk | null = drawingDesk(),
): TileDrawing {
  if (!desk) return { look: () => {}, stop: () => {} };
  /** When each was last drawn here, as a number that rises. */
  const drawnAt = new Map<number, number>();
  let turn = 0;

  const next = (max: number): Drawing | null => {
    const due = inSight()
      .flatMap((slot) => live.cursors.get(slot) ?? [])
      .filter(lacksImage)
      .sort((a, b) => (drawnAt.get(a.slot) ?? 0) - (drawnAt.get(b.slot) ?? 0))
      .slice(0, max);
    const dim = due[0]?.z.length ?? 0;
    if (due.length === 0) return null;
    turn++;
    const z = new Float32Array(due.length * dim);
    const asked = due.map(({ slot, seq, z: place }, i) => {
      z.set(place, i * dim);
      drawnAt.set(slot, turn);
      return { slot, seq };
    });
    return { z, count: due.length, done: (pixels) => show(asked, pixels) };
  };

  desk.load();
  const undo = [desk.add({ next }), onLive(desk.look)];
  return {
    look: desk.look,
    stop() {
      for (const end of undo) end();
    },
  };
}

/** It has been heard of, and its newest picture is of an earlier place. */
function lacksImage({ seq, imageSeq, pixels }: LiveCursor): boolean {
  return seq > 0 && (pixels === null || imageSeq < seq);
}

function show(asked: readonly { slot: number; seq: number }[], pixels: Uint8Array): void {
  const size = pixels.length / asked.length;
  for (const [i, { slot, seq }] of asked.entries()) {
    const cursor = live.cursors.get(slot);
    // Meanwhile the server's may have come, or another person into a room entered anew.
    if (!cursor || seq > cursor.seq || (cursor.pixels && seq <= cursor.imageSeq)) continue;
    showImage(cursor, seq, pixels.slice(i * size, (i + 1) * size));
  }
  liveChanged();
}
