import { setImmediate } from "node:timers/promises";
import type { Report } from "../report.ts";

/** Called after each piece of long work: tells how far it is, and lets Ctrl-C be heard. */
export type Turn = (what: string, done: number, total: number) => Promise<void> | void;

/** Longest that work goes on without a look at what else happened. */
const LONGEST_MS = 50;

export function createTurns(report: Pick<Report, "progress">): Turn {
  let looked = performance.now();
  return (what, done, total) => {
    report.progress(what, done, total);
    if (performance.now() - looked < LONGEST_MS) return;
    return setImmediate().then(() => {
      looked = performance.now();
    });
  };
}
