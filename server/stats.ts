import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Registry as Metrics } from "prom-client";
import type { Guesses } from "./http/deps.ts";
import type { Stats } from "./protocol/entities.ts";
import type { DecodeMeter } from "./schedule/meter.ts";

export interface StatsReader {
  read: () => Stats;
  /** Prometheus text of the same figures. */
  metrics: () => Promise<string>;
  dispose: () => void;
}

/** Joins the decode meter, the event loop's delay and who is there into one set of figures. */
export function createStats(
  meter: DecodeMeter,
  counts: () => { rooms: number; people: number },
  joining: { guesses: Guesses; codes: { readonly size: number } },
): StatsReader {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let eventLoopP99 = 0;
  const timer = setInterval(() => {
    // The histogram counts its own sampling interval in; what lies above it is the delay.
    eventLoopP99 = Math.max(0, delay.percentile(99) / 1e6 - 5);
    delay.reset();
  }, 2000);
  timer.unref();
  const read = (): Stats => ({ ...meter.read(), eventLoopP99, ...counts() });

  const metrics = new Metrics();
  for (const [key, help] of Object.entries(HELP)) {
    new Gauge({
      name: `latent_commons_${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      help,
      registers: [metrics],
      collect() {
        this.set(read()[key as keyof Stats]);
      },
    });
  }
  countJoining(metrics, joining);
  return {
    read,
    metrics: () => metrics.metrics(),
    dispose() {
      clearInterval(timer);
      delay.disable();
    },
  };
}

/** Guesses at join codes; the alarm is what a scraper should call somebody for. */
function countJoining(
  metrics: Metrics,
  { guesses, codes }: Parameters<typeof createStats>[2],
): void {
  const registers = [metrics];
  new Gauge({
    name: "latent_commons_join_codes",
    help: "Join codes that lead to a room",
    registers,
    collect() {
      this.set(codes.size);
    },
  });
  new Counter({
    name: "latent_commons_join_guesses_total",
    help: "Join codes that were looked up, by whether they led to a room",
    labelNames: ["result"],
    registers,
    collect() {
      this.reset();
      this.inc({ result: "right" }, guesses.right);
      this.inc({ result: "wrong" }, guesses.wrong);
    },
  });
  new Counter({
    name: "latent_commons_join_alarms_total",
    help: "Join codes refused unread after too many wrong ones: somebody guesses",
    registers,
    collect() {
      this.reset();
      this.inc(guesses.refused);
    },
  });
}

const HELP: Record<keyof Stats, string> = {
  imagesPerSecond: "Images decoded a second, over five seconds",
  batchMean: "Mean images in a batch, over five seconds",
  decodeP50: "Median milliseconds of a batch in the engine",
  decodeP95: "95th percentile of milliseconds of a batch in the engine",
  queueP95: "95th percentile of milliseconds that a cursor waited for the engine",
  supersededPerSecond: "Cursor places overwritten before they were decoded, a second",
  failuresPerSecond: "Batches that the engine failed, a second",
  eventLoopP99: "99th percentile of the event loop's delay in milliseconds",
  rooms: "Rooms with people in them",
  people: "People connected",
};
