import { version_core } from "@tensorflow/tfjs-core";
import { startTensorflow } from "../../model/tensorflow-backend.ts";
import { registerTrainingKernels } from "./wasm-kernels.ts";

export const BACKENDS = ["auto", "native", "wasm"] as const;
export type BackendChoice = (typeof BACKENDS)[number];

/**
 * Makes one TensorFlow.js backend current, ready to train, and says in words which one it is.
 * `auto` takes the native library where its binding loads and the wasm backend elsewhere;
 * a choice that was asked for and cannot be had throws.
 */
export async function chooseBackend(choice: BackendChoice): Promise<string> {
  if (choice !== "wasm") {
    try {
      const device = await startTensorflow("native");
      return `TensorFlow.js ${version_core} native ${device === "cuda" ? "GPU" : "CPU"}`;
    } catch (cause) {
      if (choice === "native") {
        throw new Error("The native TensorFlow binding does not load on this machine.", { cause });
      }
    }
  }
  await startTensorflow("wasm");
  registerTrainingKernels();
  return `TensorFlow.js ${version_core} wasm`;
}
