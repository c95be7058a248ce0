/** To the worker. `load` comes once and first; a `draw` is sent only after the last one was answered. */
export type ToWorker =
  /** A worker may run from a blob, where paths lead nowhere: hence the origin. */
  | { kind: "load"; origin: string; modelPath: string; latentDim: number }
  | { kind: "draw"; seq: number; z: Float32Array };

/** From the worker. After `failed` it does nothing more. */
export type FromWorker =
  | { kind: "ready" }
  | { kind: "image"; seq: number; pixels: Uint8Array<ArrayBuffer> }
  | { kind: "failed"; reason: string };
