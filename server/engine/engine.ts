import type { EngineInfo } from "../protocol/entities.ts";
import type { Catalog } from "./catalog.ts";

/**
 * Decodes for every model of a server. Implementations: those of `engines.ts`, and any of them across worker threads.
 * `tests/contract/engine-suite.ts` holds what each must do.
 */
export interface Engine {
  readonly info: EngineInfo;
  /** Calls that it works on at the same time, at least 1; more than these only wait. Changes as threads start and end. */
  readonly lanes: number;
  /**
   * @param z `count` latents row by row, count × latentDim
   * @returns `count` images row by row, count × imageSize bytes (0..255, height × width × channels)
   * @throws AppError `model_not_found` or `engine_unavailable`, or RangeError when `z` has the wrong length
   */
  decode(modelId: string, z: Float32Array, count: number): Promise<Uint8Array>;
  /** Frees everything; safe to call twice. */
  dispose(): Promise<void>;
}

export interface EngineCapabilities {
  /** Computes on one thread: a worker thread for each core fills the machine. */
  readonly singleThreaded: boolean;
  /** Made for a GPU: `auto` takes it only where there is one and it found it. */
  readonly gpu: boolean;
}

/** One entry of the list in `engines.ts`. Its libraries are imported by `load` only, so that a machine without them runs the others. */
export interface EngineKind {
  /** A value of ENGINE, and the `info.id` of what it loads. */
  readonly id: string;
  /** A value of ENGINE that takes the first of its family that loads. */
  readonly family: string;
  readonly capabilities: EngineCapabilities;
  /** False where loading would only cost time: a cheap look, not a promise. */
  readonly present: () => boolean;
  /** @throws Error when it does not load on this machine */
  readonly load: (catalog: Catalog) => Promise<Engine>;
}
