/** Tells when a sign of life does not come in time. */
export interface Watchdog {
  /** From now on the next sign of life is due within `ms`; the last expectation is forgotten. */
  expect: (ms: number) => void;
  /** Nothing is due. */
  rest: () => void;
}

export function createWatchdog(onLate: (ms: number) => void): Watchdog {
  let timer: NodeJS.Timeout | undefined;
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    rest,
    expect(ms) {
      rest();
      const due = setTimeout(() => {
        // When this thread itself was busy, the sign may lie there unread: messages are read before immediates run.
        setImmediate(() => {
          if (timer === due) onLate(ms);
        });
      }, ms).unref();
      timer = due;
    },
  };
}
