/** Ticks are what gives way: when they run later than this, they come less often, so that moves need not wait. */
const LATE_MS = 6;
const SAMPLE_MS = 100;
const STRETCH_MAX = 16;

export interface Pace {
  /** By how much a tick was late. */
  note: (lateMs: number) => void;
  /** How many times longer than usual ticks should wait; 1 while the event loop has room. */
  stretch: () => number;
}

/** One for all rooms: a hundred small ones fill the event loop as well as a large one. */
export function createPace(now: () => number): Pace {
  let stretch = 1;
  let sampledAt = now();
  let sum = 0;
  let count = 0;
  return {
    note(lateMs) {
      sum += lateMs;
      count++;
    },
    stretch() {
      if (now() - sampledAt < SAMPLE_MS) return stretch;
      const change = Math.min(1.5, Math.max(0.7, sum / Math.max(1, count) / LATE_MS));
      stretch = Math.min(STRETCH_MAX, Math.max(1, stretch * change));
      sampledAt = now();
      sum = count = 0;
      return stretch;
    },
  };
}
