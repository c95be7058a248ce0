import type { Outcome, Task } from "./bench-engine.ts";
import type { Subject } from "./subjects.ts";

/** To the worker; each is answered once, by its number. */
export type ToBench = { id: number; origin: string; subject: Subject } & (
  | { kind: "load" }
  | { kind: "run"; task: Task }
);

/** From the worker. */
export type FromBench = { id: number } & (
  | { kind: "loaded" }
  | { kind: "done"; outcome: Outcome }
  | { kind: "failed"; reason: string }
);
