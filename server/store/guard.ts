import { AppError } from "../protocol/errors.ts";
import type { Store } from "./store.ts";

type Method = (...args: never[]) => Promise<unknown>;

/**
 * The promise every store makes: it fails with an AppError only, and `close` waits for what was
 * begun, may come twice, and ends all use.
 */
export function guard(store: Store): Store {
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const guarded = (method: Method): Method => {
    return async (...args) => {
      if (closing) throw new AppError("store_unavailable", { cause: new Error("store is closed") });
      const work = method(...args);
      running.add(work);
      try {
        return await work;
      } catch (cause) {
        throw cause instanceof AppError ? cause : new AppError("store_unavailable", { cause });
      } finally {
        running.delete(work);
      }
    };
  };

  const { close, ...methods } = store;
  const entries = Object.entries(methods).map(([name, method]) => [name, guarded(method)]);
  return {
    ...(Object.fromEntries(entries) as typeof methods),
    close: () => {
      closing ??= Promise.allSettled(running).then(close);
      return closing;
    },
  };
}
