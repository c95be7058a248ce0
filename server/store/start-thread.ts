import { Worker } from "node:worker_threads";
import { AppError } from "../protocol/errors.ts";
import type { Warn } from "./readable.ts";
import type { SentError, ThreadAnswer, ThreadCall } from "./thread-messages.ts";

/** A store's thread, open and ready. */
export interface StoreThread {
  /** Rejects with the AppError of the other side, or `store_unavailable` when the thread ends first. */
  call: (method: ThreadCall["method"], args: unknown[]) => Promise<unknown>;
  /** Resolves when the thread has ended, on request or by itself. */
  readonly ended: Promise<void>;
  /**
   * Counts as ended from now on; what it has not answered fails. The thread closes the database and goes
   * when it can: ended from outside in the middle of a statement, libsql takes the process with it.
   */
  abandon: () => void;
}

export interface ThreadOptions {
  url: string;
  warn: Warn;
  now: () => Date;
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (cause: AppError) => void;
}

/**
 * Starts the thread and waits until the database is open.
 * @throws AppError `store_unavailable` in one sentence that names the path and the fix
 */
export function startThread({ url, warn, now }: ThreadOptions): Promise<StoreThread> {
  const worker = new Worker(new URL("./thread-entry.mjs", import.meta.url), {
    workerData: { url, at: now().getTime() },
    execArgv: [],
  });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let over: AppError | null = null;

  let tellEnd = () => {};
  const ended = new Promise<void>((resolve) => {
    tellEnd = resolve;
  });
  const fail = (cause: Error) => {
    tellEnd();
    over ??= new AppError("store_unavailable", { cause });
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  };
  const call: StoreThread["call"] = (method, args) =>
    new Promise((resolve, reject) => {
      if (over) return reject(over);
      const id = nextId++;
      worker.postMessage({ id, method, args, at: now().getTime() } satisfies ThreadCall);
      waiting.set(id, { resolve, reject });
    });
  const abandon = () => {
    const call: ThreadCall = { id: nextId++, method: "close", args: [], at: now().getTime() };
    worker.postMessage(call);
    worker.unref();
    fail(new Error("the store's thread did not answer"));
  };
  const settle = (answer: Extract<ThreadAnswer, { id: number }>) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === "done") asked?.resolve(answer.value);
    else asked?.reject(toError(answer.error));
  };

  return new Promise((resolve, reject) => {
    worker.on("message", (answer: ThreadAnswer) => {
      switch (answer.kind) {
        case "ready":
          return resolve({ call, ended, abandon });
        case "dead":
          return reject(toError(answer.error));
        case "warn":
          return warn(answer.message);
        default:
          return settle(answer);
      }
    });
    const stop = (cause: Error) => {
      fail(cause);
      // Does nothing once the thread was ready.
      reject(new AppError("store_unavailable", { cause }));
    };
    worker.on("error", (cause) => stop(cause instanceof Error ? cause : new Error(String(cause))));
    worker.on("messageerror", stop);
    worker.on("exit", () => stop(new Error("the store's thread ended")));
  });
}

function toError({ code, message, cause }: SentError): AppError {
  return new AppError(code, { message, ...(cause ? { cause: new Error(cause) } : {}) });
}
