/** To the worker. `load` comes once and first; a `draw` is sent only after the last one was answered. */
export type ToWorker =
  /** A worker may run from a blob, where paths lead nowhere: hence the origin. */
  | { kind: "load"; origin: string; modelPath: string; latentDim: number }
  /** `count` latents, one after another. */
  | { kind: "draw"; z: Float32Array; count: number };

/** From the worker. After `failed` it does nothing more. */
export type FromWorker =
  | { kind: "ready" }
  /** Of the last `draw`, one after another. */
  | { kind: "images"; pixels: Uint8Array<ArrayBuffer> }
  | { kind: "failed"; reason: string };
