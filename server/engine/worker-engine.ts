import type { EngineInfo } from "../protocol/entities.ts";
import { cpuThreads } from "./cpu-threads.ts";
import type { Engine } from "./engine.ts";
import { startLastingLane } from "./lasting-lane.ts";
import type { EngineChoice } from "./select-engine.ts";
import { type Lane, startWorkerLane } from "./worker-lane.ts";

export interface WorkerEngineOptions {
  artifacts: string;
  /** Engines that decode side by side, usually one. */
  choices: readonly EngineChoice[];
  /** Threads of an engine that computes on the CPU. */
  threads?: number;
  /** Hears what an operator should know. */
  warn?: (message: string) => void;
}

export interface WorkerEngine extends Engine {
  /** Resolves when every thread has joined or failed to. */
  readonly allStarted: Promise<unknown>;
}

/**
 * Runs the chosen engines in worker threads, so that no matrix product ever blocks the sockets. Where one computes on
 * the CPU it gets a thread for each core: independent decodes fill the cores better than threads that share one.
 * Resolves when each has its first; the other threads join as they start. A thread that ends by itself is replaced.
 * @throws Error with the worker's own sentence when an engine does not load
 */
export async function startWorkerEngine(options: WorkerEngineOptions): Promise<WorkerEngine> {
  const { artifacts, choices, threads = cpuThreads(), warn = console.warn } = options;
  const startLane = (choice: EngineChoice) =>
    startLastingLane(() => startWorkerLane({ artifacts, choice }), warn);
  const lanes = await startFirsts(choices.map(startLane));
  const infos = lanes.map(({ info }) => withThreads(info, threads));
  let disposed = false;
  const others = lanes.flatMap(({ info }) =>
    Array.from({ length: isSingleThreaded(info) ? threads - 1 : 0 }, async () => {
      // A thread that does not start leaves the engine as fast as it is.
      const lane = await startLane(choiceOf(info)).catch(() => null);
      if (lane && disposed) await lane.dispose();
      else if (lane) lanes.push(lane);
    }),
  );
  /** With none left, the dead ones: they answer with what ended them. */
  const usable = () => {
    const alive = lanes.filter((lane) => lane.alive);
    return alive.length > 0 ? alive : lanes;
  };
  const freest = () => usable().reduce((best, lane) => (lane.waiting < best.waiting ? lane : best));

  return {
    info: { ...(infos[0] as EngineInfo), label: infos.map(({ label }) => label).join(" and ") },
    get lanes() {
      return usable().length;
    },
    allStarted: Promise.all(others),
    async decode(modelId, z, count) {
      // The caller keeps `z`; a copy of a few floats is handed to the thread.
      const [pixels] = await freest().ask({ op: "decode", modelId, values: z.slice(), count });
      return pixels as Uint8Array;
    },
    async encode(modelId, pixels, count) {
      const values = pixels.slice();
      const [zMean, zLogVar] = await freest().ask({ op: "encode", modelId, values, count });
      return { zMean: zMean as Float32Array, zLogVar: zLogVar as Float32Array };
    },
    async dispose() {
      disposed = true;
      await Promise.all([...others, ...lanes.map((lane) => lane.dispose())]);
    },
  };
}

/** One lane of each engine, or none. */
async function startFirsts(starting: readonly Promise<Lane>[]): Promise<Lane[]> {
  const started = await Promise.allSettled(starting);
  const lanes = started.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  const failed = started.find((result) => result.status === "rejected");
  if (!failed) return lanes;
  await Promise.all(lanes.map((lane) => lane.dispose()));
  throw failed.reason;
}

/** GPUs fill themselves, and native TensorFlow has threads of its own. */
function isSingleThreaded({ kind, device }: EngineInfo): boolean {
  return device === "wasm" || (kind === "onnx" && device === "cpu");
}

function withThreads(info: EngineInfo, threads: number): EngineInfo {
  if (!isSingleThreaded(info) || threads === 1) return info;
  return { ...info, label: `${info.label}, ${threads} threads` };
}

/** The other threads must run what the first turned out to be. */
const choiceOf = ({ kind }: EngineInfo) => (kind === "onnx" ? "onnx-cpu" : "tensorflow-wasm");
