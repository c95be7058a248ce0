import { AppError } from "../protocol/errors.ts";
import type { Warn } from "./readable.ts";
import type { StoreThread } from "./start-thread.ts";
import type { Method, ThreadCall } from "./thread-messages.ts";

export interface LastingOptions {
  start: () => Promise<StoreThread>;
  warn: Warn;
  /** A call that is not answered by then fails. */
  callMaxMs: number;
  /** Wait before the second start in a row; doubled for each further one. */
  backoffMs: number;
}

/** A thread that lived this long starts the next one without a wait. */
const STEADY_MS = 10_000;
const BACKOFF_MAX_MS = 30_000;

/**
 * A store's thread that is started again whenever it ends by itself or hangs. What it had not answered
 * then fails with `store_unavailable`; calls made while a new one starts wait for it, and while there is
 * a pause before that, fail at once.
 * @throws AppError `store_unavailable` when the very first thread cannot open the database
 */
export async function lastingThread(options: LastingOptions) {
  const { start, warn, callMaxMs, backoffMs } = options;
  /** Null between two starts. */
  let current: Promise<StoreThread> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let attempts = 0;
  let closing = false;

  const watch = (thread: StoreThread) => {
    const since = performance.now();
    void thread.ended.then(() => {
      if (closing) return;
      if (performance.now() - since > STEADY_MS) attempts = 0;
      warn("The store's thread ended; it is started again.");
      startLater();
    });
    return thread;
  };
  const startLater = () => {
    const wait = attempts === 0 ? 0 : Math.min(BACKOFF_MAX_MS, backoffMs * 2 ** (attempts - 1));
    attempts += 1;
    current = null;
    if (wait === 0) return startNow();
    timer = setTimeout(startNow, wait);
    timer.unref();
  };
  const startNow = () => {
    const starting = start().then(watch);
    current = starting;
    starting.catch((cause: unknown) => {
      if (closing) return;
      warn(`The store cannot be opened again yet: ${(cause as Error).message}`);
      startLater();
    });
  };

  current = Promise.resolve(watch(await start()));

  /** Answers of any thread so far. */
  let answers = 0;
  const call = async (method: ThreadCall["method"], args: unknown[]): Promise<unknown> => {
    const before = answers;
    let asked: StoreThread | undefined;
    const ask = async () => {
      const thread = await current;
      if (!thread) throw unavailable("the store's thread is being started again");
      asked = thread;
      return await thread.call(method, args).finally(() => {
        answers += 1;
      });
    };
    return await within(callMaxMs, ask(), () => {
      // Not one answer in all that time: it hangs, and will not answer anything else either.
      if (answers === before) asked?.abandon();
    });
  };

  return {
    /** Of the newest thread. Rejects with AppErrors only. */
    call: (method: Method, args: unknown[]) => call(method, args),
    async close(): Promise<void> {
      closing = true;
      clearTimeout(timer);
      const thread = await current?.catch(() => null);
      if (!thread) return;
      await call("close", []);
      await thread.ended;
    },
  };
}

/** @throws AppError `store_unavailable` when `work` is not done in that time; `late` is told before */
function within<T>(ms: number, work: Promise<T>, late: () => void): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    limit = setTimeout(() => {
      late();
      reject(unavailable(`no answer within ${ms} ms`));
    }, ms);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(limit));
}

function unavailable(reason: string): AppError {
  return new AppError("store_unavailable", { cause: new Error(reason) });
}
