import { createCursor, live, liveChanged, showImage } from "../../../app/_explorer/live.ts";
import { useExplorer } from "../../../app/_explorer/store.ts";

const IMAGE_BYTES = 28 * 28;
const COLORS = ["#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377"];

/**
 * Others in the room, as ticks would bring them. Returns one frame's share of their moving: at 30 moves a second each,
 * and 60 frames, half of them have a new place and a new image.
 */
export function seatPeople(count: number): (frame: number) => void {
  const peers = Array.from({ length: count }, (_, i) => ({
    slot: 100 + i,
    name: `Person ${i}`,
    color: COLORS[i % COLORS.length] ?? "#4477aa",
    online: true,
  }));
  useExplorer.setState({ peers: new Map(peers.map((peer) => [peer.slot, peer])) });
  const cursors = peers.map(({ slot }) => createCursor(slot, 3));
  for (const cursor of cursors) live.cursors.set(cursor.slot, cursor);
  const move = (i: number, step: number) => {
    const cursor = cursors[i];
    if (!cursor) return;
    cursor.seq++;
    cursor.z = Float32Array.from([0, 1, 2], (d) => 1.5 * Math.sin(i + step / 20 + d));
    const image = new Uint8Array(IMAGE_BYTES).fill((17 * (step + i)) % 256);
    showImage(cursor, cursor.seq, image);
  };
  for (let i = 0; i < count; i++) move(i, 0);
  liveChanged();
  return (frame) => {
    for (let i = frame % 2; i < count; i += 2) move(i, frame / 2);
    if (count > 0) liveChanged();
  };
}
