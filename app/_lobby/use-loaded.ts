"use client";

import { useCallback, useEffect, useState } from "react";
import { text } from "../_i18n/text.ts";

export type Loaded<T> =
  | { state: "loading" }
  | { state: "ready"; value: T }
  | { state: "failed"; message: string };

/**
 * Loads once on mount, again by `retry`. `load` must keep its identity between renders.
 * @returns where it stands, the retry, and a way to put in what was loaded otherwise
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
): [loaded: Loaded<T>, retry: () => void, put: (next: (before: T | null) => T) => void] {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what loads again.
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => setLoaded({ state: "ready", value }),
      (cause: unknown) => {
        if (!abort.signal.aborted) setLoaded({ state: "failed", message: messageOf(cause) });
      },
    );
    return () => abort.abort();
  }, [load, attempt]);
  const retry = useCallback(() => {
    setLoaded({ state: "loading" });
    setAttempt((n) => n + 1);
  }, []);
  const put = useCallback((next: (before: T | null) => T) => {
    setLoaded((before) => ({
      state: "ready",
      value: next(before.state === "ready" ? before.value : null),
    }));
  }, []);
  return [loaded, retry, put];
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : text("common.somethingWrong");
}
