import { type EventLoopUtilization, performance } from "node:perf_hooks";

/** Ticks are what gives way: beyond this share of the event loop they come less often, so that moves never wait. */
const BUSY = 0.7;
const SAMPLE_MS = 100;
const MAX_STRETCH = 16;

export interface Pace {
  /** How many times longer than usual ticks should wait; 1 while the event loop has room. */
  stretch: () => number;
}

/** One for all rooms: a hundred small ones fill the event loop as well as a large one. */
export function createPace(
  now: () => number = () => performance.now(),
  /** Share of the time since `before` that the loop was busy. */
  read: (before?: EventLoopUtilization) => EventLoopUtilization = performance.eventLoopUtilization,
): Pace {
  let stretch = 1;
  let sampledAt = now();
  let before = read();
  return {
    stretch() {
      if (now() - sampledAt < SAMPLE_MS) return stretch;
      const { utilization } = read(before);
      const change = Math.min(1.5, Math.max(0.5, utilization / BUSY));
      stretch = Math.min(MAX_STRETCH, Math.max(1, stretch * change));
      before = read();
      sampledAt = now();
      return stretch;
    },
  };
}
