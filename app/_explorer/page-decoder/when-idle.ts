/** A class joins within seconds; spread over this time its downloads leave room for what moves. */
const SPREAD_MS = 12_000;
const FIRST_MS = 3_000;

/** Whether the person asked the browser to save data. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

/** Calls back once, some seconds from now and when the page has nothing better to do. Returns the undo. */
export function whenIdle(callback: () => void, random: () => number = Math.random): () => void {
  let idle: number | null = null;
  const timer = setTimeout(
    () => {
      // Safari has no idle callbacks.
      if (typeof requestIdleCallback === "undefined") callback();
      else idle = requestIdleCallback(callback, { timeout: 5_000 });
    },
    FIRST_MS + random() * SPREAD_MS,
  );
  return () => {
    clearTimeout(timer);
    if (idle !== null) cancelIdleCallback(idle);
  };
}
