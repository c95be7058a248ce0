import type { EngineInfo } from "../protocol/entities.ts";

/**
 * Decodes and encodes for every model of a server. Implementations: ONNX Runtime, TensorFlow.js, and either of
 * them across a worker thread. `tests/contract/engine-suite.ts` holds what each must do.
 */
export interface Engine {
  readonly info: EngineInfo;
  /** Calls that it works on at the same time; more than these only wait. May grow while threads start. */
  readonly lanes: number;
  /**
   * @param z `count` latents row by row, count × latentDim
   * @returns `count` images row by row, count × imageSize bytes (0..255, height × width × channels)
   * @throws AppError `model_not_found`, or RangeError when `z` has the wrong length
   */
  decode(modelId: string, z: Float32Array, count: number): Promise<Uint8Array>;
  /**
   * @param pixels `count` images in 0..1, count × imageSize
   * @returns posterior parameters row by row, each count × latentDim
   */
  encode(
    modelId: string,
    pixels: Float32Array,
    count: number,
  ): Promise<{ zMean: Float32Array; zLogVar: Float32Array }>;
  /** Frees everything; safe to call twice. */
  dispose(): Promise<void>;
}
