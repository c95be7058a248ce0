/** One thing to take down, by a name that tells an operator where it hung. */
export interface Step {
  name: string;
  run: () => Promise<unknown> | undefined;
}

export interface ShutdownOptions {
  /** Run one after the other. One that fails is told, and the others still run. */
  steps: readonly Step[];
  /** Milliseconds until whatever still hangs is left behind. */
  limitMs: number;
  say: (line: string) => void;
  exit: (code: 0 | 1) => void;
}

/**
 * Ends the process in order: 0 when all went, 1 and a line that says what did not. Called again it ends at once, for
 * whoever presses Ctrl-C twice.
 */
export function createShutdown(options: ShutdownOptions): (reason: string) => void {
  const { steps, limitMs, say, exit } = options;
  let current: string | null = null;

  async function takeDown(): Promise<0 | 1> {
    let code: 0 | 1 = 0;
    for (const { name, run } of steps) {
      current = name;
      try {
        await run();
      } catch (cause) {
        say(`${name} could not be closed: ${String(cause)}`);
        code = 1;
      }
    }
    return code;
  }

  return (reason) => {
    if (current !== null) {
      say(`${reason} again: ended at once, while closing ${current}`);
      exit(1);
      return;
    }
    current = "";
    say(`${reason}: closing…`);
    // Not unref'd: a step may wait for something that keeps no process alive, and that is a failure too.
    const timer = setTimeout(() => {
      say(`Not closed within ${limitMs / 1000} s: ${current} hangs`);
      exit(1);
    }, limitMs);
    void takeDown().then((code) => {
      clearTimeout(timer);
      exit(code);
    });
  };
}
