import { guard } from "./guard.ts";
import { lastingThread } from "./lasting-thread.ts";
import type { Warn } from "./readable.ts";
import { startThread } from "./start-thread.ts";
import type { Store } from "./store.ts";
import { METHODS } from "./thread-messages.ts";

/** Longer than the longest that a call may wait for those before it on a slow disk. */
const CALL_MAX_MS = 30_000;
const BACKOFF_MS = 250;

export interface OpenOptions {
  /** `file:./data/latent-commons.db` style; the file is made when missing. */
  url: string;
  /** Hears of unreadable rows and of a thread that had to be started again. */
  warn?: Warn;
  now?: () => Date;
}

/**
 * The store that lasts, on a thread of its own, so that nothing else waits for the disk.
 * @throws AppError `store_unavailable` in one sentence that names the path and the fix
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { url, warn = () => {}, now = () => new Date() } = options;
  const thread = await lastingThread({
    start: () => startThread({ url, warn, now }),
    warn,
    callMaxMs: CALL_MAX_MS,
    backoffMs: BACKOFF_MS,
  });
  const methods = METHODS.map((method) => [
    method,
    (...args: unknown[]) => thread.call(method, args),
  ]);
  // METHODS holds every method, and the thread answers with what the method returns.
  return guard({ ...Object.fromEntries(methods), close: thread.close } as Store);
}
