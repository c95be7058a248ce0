import type { EngineInfo } from "../protocol/entities.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { EngineChoice } from "./select-engine.ts";

/** Handed to the worker thread when it starts. */
export interface WorkerStart {
  artifacts: string;
  choice: EngineChoice;
}

export interface WorkerWork {
  op: "decode" | "encode";
  modelId: string;
  values: Float32Array;
  count: number;
}

export type WorkerRequest = { id: number } & (WorkerWork | { op: "dispose" });

export type WorkerAnswer =
  | { kind: "ready"; info: EngineInfo }
  | { kind: "dead"; message: string }
  | { kind: "done"; id: number; arrays: (Uint8Array | Float32Array)[] }
  | { kind: "failed"; id: number; code: ErrorCode | null; message: string };
