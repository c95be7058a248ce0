import { Worker } from "node:worker_threads";
import type { EngineInfo } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import type { Catalog } from "./catalog.ts";
import type { EngineCapabilities } from "./engine.ts";
import { createWatchdog } from "./watchdog.ts";
import type { WorkerAnswer, WorkerFailure, WorkerRequest, WorkerStart } from "./worker-protocol.ts";

/** One thread with an engine of its own, which decodes one request after the other. */
export interface WorkerLane {
  /** Which engine it turned out to be. */
  readonly info: EngineInfo;
  readonly capabilities: EngineCapabilities;
  /** Requests not yet answered. */
  readonly waiting: number;
  /** As Engine.decode; AppError `engine_unavailable` when the thread ends or does not answer in time. */
  decode: (modelId: string, z: Float32Array, count: number) => Promise<Uint8Array>;
  /** From now on the models are these. */
  setModels: (catalog: Catalog) => void;
  /** Resolves with the reason when its thread has ended, on request or by itself, or hangs. */
  readonly ended: Promise<Error>;
  /** Resolves when it has ended; what waits is answered first. Safe to call twice. */
  dispose: () => Promise<void>;
}

/** Milliseconds without an answer after which a thread counts as hung. */
export interface LaneLimits {
  /** Loading the libraries and the first model. */
  start: number;
  /** While a model is asked for that this thread has not decoded yet: it is read and prepared first. */
  firstDecode: number;
  decode: number;
}
export const LANE_LIMITS: LaneLimits = { start: 120_000, firstDecode: 60_000, decode: 10_000 };

export const WORKER_ENTRY = new URL("./worker-entry.mjs", import.meta.url);

interface Waiting {
  modelId: string;
  resolve: (pixels: Uint8Array) => void;
  reject: (cause: Error) => void;
}

/** @throws Error with the worker's own sentence when no engine loads, or when the thread ends or hangs before it is ready */
export function startWorkerLane(
  start: WorkerStart,
  entry: URL,
  limits: LaneLimits,
): Promise<WorkerLane> {
  const worker = new Worker(entry, { workerData: start, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const decoded = new Set<string>();
  let nextId = 1;
  let disposing = false;
  let failure: AppError | null = null;
  let tellEnd: (cause: Error) => void;
  const ended = new Promise<Error>((resolve) => {
    tellEnd = resolve;
  });

  const end = (cause: Error) => {
    if (failure) return;
    failure = new AppError("engine_unavailable", { cause });
    watchdog.rest();
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
    tellEnd(cause);
  };
  const watchdog = createWatchdog((ms) => {
    end(new Error(`it did not answer within ${ms / 1000} s`));
    // Not awaited: a thread inside a native call ends when that returns, which may be never.
    worker.terminate().catch(() => undefined);
  });
  /** Called when the oldest request changes. */
  const watch = () => {
    if (waiting.size === 0 && !disposing) return watchdog.rest();
    const isFirst = [...waiting.values()].some(({ modelId }) => !decoded.has(modelId));
    watchdog.expect(isFirst ? limits.firstDecode : limits.decode);
  };
  const settle = (answer: Extract<WorkerAnswer, { id: number }>) => {
    const asked = waiting.get(answer.id);
    if (!asked) return;
    waiting.delete(answer.id);
    if (answer.kind === "done") {
      decoded.add(asked.modelId);
      asked.resolve(answer.pixels);
    } else asked.reject(toError(answer));
    watch();
  };
  const post = (request: WorkerRequest, transfer: ArrayBuffer[] = []) =>
    worker.postMessage(request, transfer);

  const lane = (info: EngineInfo, capabilities: EngineCapabilities): WorkerLane => ({
    info,
    capabilities,
    ended,
    get waiting() {
      return waiting.size;
    },
    decode: (modelId, z, count) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const id = nextId++;
        waiting.set(id, { modelId, resolve, reject });
        // The caller keeps `z`; a copy of a few floats is handed to the thread.
        const copy = z.slice();
        post({ op: "decode", id, modelId, z: copy, count }, [copy.buffer]);
        if (waiting.size === 1) watch();
      }),
    setModels(catalog) {
      decoded.clear();
      if (!failure) post({ op: "models", catalog });
    },
    async dispose() {
      if (!disposing) post({ op: "dispose" });
      disposing = true;
      if (!failure) watch();
      await ended;
    },
  });

  return new Promise((resolve, reject) => {
    watchdog.expect(limits.start);
    void ended.then((cause) =>
      reject(
        new Error(`A thread for ENGINE=${start.choice} ended early: ${cause.message}`, { cause }),
      ),
    );
    worker.on("message", (answer: WorkerAnswer) => {
      if (answer.kind === "ready") {
        watchdog.rest();
        return resolve(lane(answer.info, answer.capabilities));
      }
      if (answer.kind !== "dead") return settle(answer);
      reject(new Error(answer.message));
      end(new Error(answer.message));
      worker.terminate().catch(() => undefined);
    });
    worker.on("error", end);
    worker.on("exit", (code) => end(new Error(`its thread ended with code ${code}`)));
  });
}

function toError({ code, message, detail }: WorkerFailure): Error {
  if (code === null) return new RangeError(message);
  return new AppError(code, { message, cause: detail && new Error(detail) });
}
