/** Tells the person what happens. */
export interface Report {
  line: (text: string) => void;
  /** Called as often as one likes; a line is written now and then only. */
  progress: (what: string, done: number, total: number) => void;
}

/** Between two lines of progress, so that a log stays short. */
const EVERY_MS = 2_000;

/** @param write takes one line */
export function createReport(
  write: (text: string) => void,
  now: () => number = () => performance.now(),
): Report {
  let task = { what: "", since: 0, said: 0 };
  return {
    line: (text) => write(text),
    progress(what, done, total) {
      const time = now();
      if (task.what !== what) task = { what, since: time, said: time };
      if (time - task.said < EVERY_MS && done < total) return;
      task.said = time;
      write(`${what}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}${left(time)}`);

      function left(at: number): string {
        const seconds = (((at - task.since) / 1000) * (total - done)) / Math.max(1, done);
        return seconds >= 1 ? `, ${Math.ceil(seconds)} s left` : "";
      }
    },
  };
}
