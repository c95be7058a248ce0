import type { EngineInfo } from "../protocol/entities.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { Catalog } from "./catalog.ts";
import type { EngineCapabilities } from "./engine.ts";

/** Handed to the worker thread when it starts. All threads hold the cards that were read once, by the main thread. */
export interface WorkerStart {
  catalog: Catalog;
  /** A value of ENGINE. */
  choice: string;
}

export type WorkerRequest =
  | { op: "decode"; id: number; modelId: string; z: Float32Array; count: number }
  /** The models are these from now on. */
  | { op: "models"; catalog: Catalog }
  /** Answered by the end of the thread. */
  | { op: "dispose" };

export type WorkerAnswer =
  | { kind: "ready"; info: EngineInfo; capabilities: EngineCapabilities }
  | { kind: "dead"; message: string }
  | { kind: "done"; id: number; pixels: Uint8Array }
  | ({ kind: "failed"; id: number } & WorkerFailure);

export interface WorkerFailure {
  /** Null: the caller's mistake, a RangeError. */
  code: ErrorCode | null;
  message: string;
  /** A library's own words, for the log. */
  detail?: string;
}
