import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../protocol/errors.ts";
import type { Catalog } from "./catalog.ts";
import type { Engine } from "./engine.ts";
import { CPU_THREADS } from "./machine.ts";
import {
  LANE_LIMITS,
  type LaneLimits,
  startWorkerLane,
  WORKER_ENTRY,
  type WorkerLane,
} from "./worker-lane.ts";

export interface WorkerEngineOptions {
  catalog: Catalog;
  /** Where the catalog changes: tells of each change, returns how to stop. */
  onModelsChange?: (listener: () => void) => () => void;
  /** Values of ENGINE that decode side by side, usually one. */
  choices: readonly string[];
  /** Threads of an engine that computes on one each. */
  threads?: number;
  /** Hears what an operator should know. */
  warn?: (message: string) => void;
  limits?: LaneLimits;
  /** What each thread runs. */
  entry?: URL;
}

export interface WorkerEngine extends Engine {
  /** Resolves when every thread has joined or failed to. */
  readonly allStarted: Promise<unknown>;
}

/** Milliseconds before a thread that ended is replaced; doubles while replacements fail to start, up to a minute. */
const PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Runs the chosen engines in worker threads, so that no matrix product ever blocks the sockets. Where one computes on
 * one thread it gets one for each core: independent decodes fill the cores better than threads that share one.
 * Resolves when each has its first; the other threads join as they start. A thread that ends by itself or hangs is
 * replaced: what it held fails with `engine_unavailable`, as does everything while none is left.
 * @throws Error with the worker's own sentence when an engine does not load
 */
export async function startWorkerEngine(options: WorkerEngineOptions): Promise<WorkerEngine> {
  const { threads = CPU_THREADS, warn = console.warn } = options;
  const { limits = LANE_LIMITS, entry = WORKER_ENTRY } = options;
  const { catalog, onModelsChange = () => () => {} } = options;
  const lanes: WorkerLane[] = [];
  /** Those and the ones that are about to join. */
  const threadsUp = new Set<WorkerLane>();
  let disposed = false;
  let changes = 0;

  // What was asked before is decoded with the models of before: a thread reads its messages in turn.
  const stopHearing = onModelsChange(() => {
    changes++;
    for (const lane of threadsUp) lane.setModels(catalog);
  });
  const start = async (choice: string) => {
    const before = changes;
    const lane = await startWorkerLane({ catalog, choice }, entry, limits);
    if (changes !== before) lane.setModels(catalog);
    threadsUp.add(lane);
    void lane.ended.then(() => threadsUp.delete(lane));
    return lane;
  };
  const join = async (lane: WorkerLane): Promise<void> => {
    if (disposed) return lane.dispose();
    lanes.push(lane);
    void lane.ended.then((cause) => {
      lanes.splice(lanes.indexOf(lane), 1);
      if (disposed) return;
      warn(`A thread of ${lane.info.label} is replaced: ${cause.message}.`);
      void replace(lane);
    });
  };
  const replace = async ({ info }: WorkerLane): Promise<void> => {
    for (let pause = PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await sleep(pause, undefined, { ref: false });
      if (disposed) return;
      const next = await start(info.id).catch((cause: Error) => warn(cause.message));
      if (next) return join(next);
    }
  };

  const firsts = await startFirsts(options.choices.map(start));
  for (const lane of firsts) void join(lane);
  const [first] = firsts;
  if (!first) throw new RangeError("no engine was asked for");
  const others = firsts.flatMap(({ info, capabilities }) =>
    Array.from({ length: capabilities.singleThreaded ? threads - 1 : 0 }, async () => {
      const lane = await start(info.id).catch((cause: Error) =>
        warn(`${info.label} has a thread less: ${cause.message}`),
      );
      if (lane) await join(lane);
    }),
  );

  return {
    info: {
      id: firsts.map(({ info }) => info.id).join(),
      device: first.info.device,
      label: firsts.map((lane) => labelOf(lane, threads)).join(" and "),
    },
    get lanes() {
      return Math.max(1, lanes.length);
    },
    allStarted: Promise.all(others),
    async decode(modelId, z, count) {
      const [lane, ...more] = lanes;
      if (!lane) throw new AppError("engine_unavailable");
      const freest = more.reduce((best, next) => (next.waiting < best.waiting ? next : best), lane);
      return freest.decode(modelId, z, count);
    },
    async dispose() {
      disposed = true;
      stopHearing();
      await Promise.all([...others, ...lanes.map((lane) => lane.dispose())]);
    },
  };
}

/** One lane of each engine, or none. */
async function startFirsts(starting: readonly Promise<WorkerLane>[]): Promise<WorkerLane[]> {
  const started = await Promise.allSettled(starting);
  const lanes = started.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  const failed = started.find((result) => result.status === "rejected");
  if (!failed) return lanes;
  await Promise.all(lanes.map((lane) => lane.dispose()));
  throw failed.reason;
}

function labelOf({ info, capabilities }: WorkerLane, threads: number): string {
  return capabilities.singleThreaded && threads > 1
    ? `${info.label}, ${threads} threads`
    : info.label;
}
