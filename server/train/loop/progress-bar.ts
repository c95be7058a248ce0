import type { WriteStream } from "node:tty";
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
  const started = now();
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    step({ epoch, step, steps, losses }) {
      if (!out.isTTY || (now() - drawn < MIN_REDRAW_MS && step < steps)) return;
      drawn = now();
      const finished = epoch - 1 + step / steps;
      const filled = Math.round((finished / epochs) * BAR_CELLS);
      const bar = "█".repeat(filled).padEnd(BAR_CELLS, "░");
      const left = ((now() - started) / (finished - done)) * (epochs - finished);
      out.write(
        `\r\u001b[2K${bar} epoch ${epoch}/${epochs}  ${lossText(losses)}  ${clock(left)} left`,
      );
    },
    epoch({ epoch, train, validation, improved }) {
      const left = ((now() - started) / (epoch - done)) * (epochs - epoch);
      const clear = out.isTTY ? "\r\u001b[2K" : "";
      out.write(
        `${clear}epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  train ${lossText(train)}  validation ${lossText(validation)}${improved ? " *" : "  "}  ${clock(left)} left\n`,
      );
    },
  };
}

function lossText(losses: StepReport["losses"]): string {
  return Object.entries(losses)
    .map(([name, loss]) => `${name} ${loss.toFixed(loss < 10 ? 3 : 2)}`)
    .join("  ");
}

/** Milliseconds as m:ss. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
