import { Worker } from "node:worker_threads";
import type { EngineInfo } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import type { WorkerAnswer, WorkerRequest, WorkerStart, WorkerWork } from "./worker-protocol.ts";

type Arrays = (Uint8Array | Float32Array)[];
interface Waiting {
  resolve: (arrays: Arrays) => void;
  reject: (cause: Error) => void;
}

/** Decodes one request after the other. */
export interface Lane {
  readonly info: EngineInfo;
  /** False while it has no thread; it then refuses whatever is asked. */
  readonly alive: boolean;
  /** Requests not yet answered. */
  readonly waiting: number;
  /** `values` is transferred: the caller's array is empty afterwards. */
  ask: (work: WorkerWork) => Promise<Arrays>;
  /** Safe to call twice. */
  dispose: () => Promise<void>;
}

/** One thread with an engine of its own. */
export interface WorkerLane extends Lane {
  /** Resolves with the reason when its thread has ended, on request or by itself. */
  readonly ended: Promise<Error>;
}

/** @throws Error with the worker's own sentence when no engine loads */
export function startWorkerLane(start: WorkerStart): Promise<WorkerLane> {
  const worker = new Worker(new URL("./worker-entry.mjs", import.meta.url), {
    workerData: start,
    execArgv: [],
  });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: Error | null = null;
  let tellEnd: (cause: Error) => void;
  const end = new Promise<Error>((resolve) => {
    tellEnd = resolve;
  });

  const post = (request: WorkerRequest, transfer: ArrayBuffer[]) =>
    new Promise<Arrays>((resolve, reject) => {
      if (ended) return reject(ended);
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request, transfer);
    });
  const fail = (cause: Error) => {
    ended ??= cause;
    tellEnd(ended);
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  };
  const settle = (answer: Extract<WorkerAnswer, { id: number }>) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === "done") asked?.resolve(answer.arrays);
    else asked?.reject(toError(answer));
  };

  const lane = (info: EngineInfo): WorkerLane => ({
    info,
    get alive() {
      return ended === null;
    },
    ended: end,
    get waiting() {
      return waiting.size;
    },
    ask: (work) => post({ ...work, id: nextId++ }, [work.values.buffer as ArrayBuffer]),
    async dispose() {
      if (ended) return;
      await post({ id: nextId++, op: "dispose" }, []).catch(() => undefined);
      await worker.terminate();
    },
  });

  return new Promise((resolve, reject) => {
    worker.on("message", (answer: WorkerAnswer) => {
      if (answer.kind === "ready") return resolve(lane(answer.info));
      if (answer.kind !== "dead") return settle(answer);
      void worker.terminate();
      reject(new Error(answer.message));
    });
    worker.on("error", (cause) => {
      const error = new AppError("engine_unavailable", { cause });
      fail(error);
      reject(error);
    });
    worker.on("exit", () => fail(new AppError("engine_unavailable")));
  });
}

function toError({ code, message }: Extract<WorkerAnswer, { kind: "failed" }>): Error {
  return code ? new AppError(code, { message }) : new RangeError(message);
}
