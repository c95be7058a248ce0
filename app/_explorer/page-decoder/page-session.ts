import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { toBytes } from "../../../server/protocol/pixels.ts";

/** A decoder that runs where this script runs: in a page's worker, or in Node for its tests. */
export interface PageSession {
  /** Images of `count` latents, each imageSize bytes, one after another in a buffer of their own. One call at a time. */
  decode: (z: Float32Array, count?: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Where the server offers the runtime's binary; the version makes the address cacheable for ever. */
export const runtimePath = (): string =>
  `/api/runtime/${env.versions.web}/ort-wasm-simd-threaded.wasm`;

/** A network that was opened. */
export interface PageNet {
  /** Its first output for one input. One call at a time. */
  run: (input: Float32Array, dims: readonly number[]) => Promise<Float32Array>;
  close: () => Promise<void>;
}

/**
 * Opens a decoder.
 * @param wasm where the runtime's binary lies, or its bytes
 * @param model the bytes of decoder.onnx
 */
export async function openPageSession(
  wasm: string | ArrayBuffer,
  model: Uint8Array,
  latentDim: number,
): Promise<PageSession> {
  const net = await openNet(wasm, model);
  return {
    decode: async (z, count = 1) => toBytes(await net.run(z, [count, latentDim])),
  };
}

/**
 * Opens a network on WebAssembly with SIMD. Not on WebGPU: its runtime is twice as large, browsers offer it on https
 * only, and one small image would spend longer on its way to the GPU and back than these milliseconds.
 * @param wasm where the runtime's binary lies, or its bytes
 * @param model an ONNX file
 */
export async function openNet(wasm: string | ArrayBuffer, model: Uint8Array): Promise<PageNet> {
  // Threads need shared memory, which pages get only when isolated from all other origins.
  if (!globalThis.crossOriginIsolated) env.wasm.numThreads = 1;
  if (typeof wasm === "string") env.wasm.wasmPaths = { wasm };
  else env.wasm.wasmBinary = wasm;
  const session = await InferenceSession.create(model, {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  });
  const [input = ""] = session.inputNames;
  const [output = ""] = session.outputNames;
  return {
    async run(values, dims) {
      const outputs = await session.run({ [input]: new Tensor("float32", values, [...dims]) });
      const made = Float32Array.from(outputs[output]?.data as Float32Array);
      for (const tensor of Object.values(outputs)) tensor.dispose();
      return made;
    },
    close: () => session.release(),
  };
}
