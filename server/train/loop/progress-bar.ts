import type { WriteStream } from "node:tty";
import { createTimeLeft, type TimeLeft } from "./time-left.ts";
import type { EpochReport, StepReport } from "./trainer.ts";

const BAR_CELLS = 24;
/** Redraws a second are plenty for the eye. */
const MIN_REDRAW_MS = 100;

export interface ProgressBar {
  step(report: StepReport): void;
  epoch(report: EpochReport): void;
}

/**
 * One line that redraws itself on a terminal: bar, epoch, losses, time left.
 * Elsewhere (a log file) only the line of every finished epoch is written.
 */
export function createProgressBar(
  out: WriteStream,
  {
    epochs,
    done,
    now = () => performance.now(),
  }: { epochs: number; done: number; now?: () => number },
): ProgressBar {
  const time = createTimeLeft({ epochs, done, now });
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    step({ epoch, step, steps, losses }) {
      const finished = epoch - 1 + step / steps;
      time.reach(finished);
      if (!out.isTTY || (now() - drawn < MIN_REDRAW_MS && step < steps)) return;
      drawn = now();
      const filled = Math.round((finished / epochs) * BAR_CELLS);
      const bar = "█".repeat(filled).padEnd(BAR_CELLS, "░");
      out.write(
        `\r\u001b[2K${bar} epoch ${epoch}/${epochs}  ${lossText(losses)}  ${leftText(time)}`,
      );
    },
    epoch({ epoch, train, validation, improved }) {
      time.reach(epoch);
      const clear = out.isTTY ? "\r\u001b[2K" : "";
      out.write(
        `${clear}epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  train ${lossText(train)}  validation ${lossText(validation)}${improved ? " *" : "  "}  ${leftText(time)}\n`,
      );
    },
  };
}

function lossText(losses: StepReport["losses"]): string {
  return Object.entries(losses)
    .map(([name, loss]) => `${name} ${loss.toFixed(loss < 10 ? 3 : 2)}`)
    .join("  ");
}

function leftText(time: TimeLeft): string {
  const left = time.left();
  return left === undefined ? "" : `${clock(left)} left`;
}

/** Milliseconds as m:ss or h:mm:ss. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}
