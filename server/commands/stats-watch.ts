import type { Clock } from "../clock.ts";
import type { Stats } from "../protocol/entities.ts";
import { eventMessage } from "../protocol/parser.ts";
import type { Wire } from "../room/wire.ts";

const STATS_MS = 1000;

export interface StatsWatch {
  /** @param roomBytes what the room of this connection sends, a second */
  set: (wire: Wire, on: boolean, roomBytes?: () => number) => void;
  dispose: () => void;
}

/** Sends live figures once a second to whoever asked for them; nothing runs while nobody does. */
export function createStatsWatch(read: () => Stats, clock: Clock): StatsWatch {
  const wires = new Map<Wire, () => number>();
  let stop: (() => void) | null = null;
  const tell = () => {
    const stats = read();
    for (const [wire, roomBytes] of wires)
      wire.send({ message: eventMessage("stats", { ...stats, roomBytesPerSecond: roomBytes() }) });
    stop = clock.after(STATS_MS, tell);
  };
  const dispose = () => {
    stop?.();
    stop = null;
  };
  return {
    set(wire, on, roomBytes = () => 0) {
      if (on) wires.set(wire, roomBytes);
      else wires.delete(wire);
      if (wires.size === 0) dispose();
      else stop ??= clock.after(STATS_MS, tell);
    },
    dispose,
  };
}
