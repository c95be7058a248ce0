import type { Clock } from "../clock.ts";
import type { Stats } from "../protocol/entities.ts";
import { eventMessage } from "../protocol/parser.ts";
import type { Wire } from "../room/wire.ts";

const STATS_MS = 1000;

export interface StatsWatch {
  set: (wire: Wire, on: boolean) => void;
  dispose: () => void;
}

/** Sends live figures once a second to whoever asked for them; nothing runs while nobody does. */
export function createStatsWatch(read: () => Stats, clock: Clock): StatsWatch {
  const wires = new Set<Wire>();
  let stop: (() => void) | null = null;
  const tell = () => {
    const packet = { message: eventMessage("stats", read()) };
    for (const wire of wires) wire.send(packet);
    stop = clock.after(STATS_MS, tell);
  };
  const dispose = () => {
    stop?.();
    stop = null;
  };
  return {
    set(wire, on) {
      if (on) wires.add(wire);
      else wires.delete(wire);
      if (wires.size === 0) dispose();
      else stop ??= clock.after(STATS_MS, tell);
    },
    dispose,
  };
}
