import { AsyncLocalStorage } from "node:async_hooks";
import { setPriority } from "node:os";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { AppError } from "../protocol/errors.ts";
import { openPrismaStore } from "./prisma-store.ts";
import type { Store } from "./store.ts";
import type { SentError, ThreadAnswer, ThreadCall, ThreadStart } from "./thread-messages.ts";

/** Niceness: on a machine with few cores sockets and decodes go first. */
const NICE = 10;

/** The thread on which SQLite may wait for the disk as long as it must. */
async function run(port: MessagePort, { url, at }: ThreadStart): Promise<void> {
  const answer = (message: ThreadAnswer) => port.postMessage(message);
  const time = new AsyncLocalStorage<Date>();
  // On Linux 0 means the calling thread (man 2 setpriority); elsewhere it would be the whole process.
  if (process.platform === "linux") setPriority(0, NICE);
  let store: Store;
  try {
    store = await openPrismaStore({
      url,
      now: () => time.getStore() ?? new Date(at),
      warn: (message) => answer({ kind: "warn", message }),
    });
  } catch (cause) {
    answer({ kind: "dead", error: toSent(cause) });
    return;
  }
  port.on("message", (call: ThreadCall) => {
    time
      .run(new Date(call.at), () => perform(store, call))
      .then(
        (value) => answer({ kind: "done", id: call.id, value }),
        (cause: unknown) => answer({ kind: "failed", id: call.id, error: toSent(cause) }),
      )
      // Nothing more will come: the thread ends by itself.
      .finally(() => call.method === "close" && port.close());
  });
  answer({ kind: "ready" });
}

async function perform(store: Store, { method, args }: ThreadCall): Promise<unknown> {
  // The types of both ends are those of `Store`; between them everything is a message.
  return await (store[method] as (...args: unknown[]) => Promise<unknown>)(...args);
}

function toSent(error: unknown): SentError {
  const { code, message, cause } =
    error instanceof AppError ? error : new AppError("store_unavailable", { cause: error });
  return { code, message, cause: cause instanceof Error ? cause.message : String(cause ?? "") };
}

if (parentPort) await run(parentPort, workerData as ThreadStart);
