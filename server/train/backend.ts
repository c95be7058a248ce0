import { createRequire } from "node:module";
import { cpus } from "node:os";
import { dirname, sep } from "node:path";
import { backend, getBackend, ready, setBackend, version_core } from "@tensorflow/tfjs-core";
import { registerTrainingKernels } from "./wasm-kernels.ts";

export const BACKENDS = ["auto", "native", "wasm"] as const;
export type BackendChoice = (typeof BACKENDS)[number];

/**
 * Makes one TensorFlow.js backend current and says in words which one it is.
 * `auto` takes the native library where its binding loads and the wasm backend elsewhere;
 * a choice that was asked for and cannot be had throws.
 */
export async function chooseBackend(choice: BackendChoice): Promise<string> {
  if (choice !== "wasm") {
    const failure = await startNative();
    if (failure === undefined) return describeNative();
    if (choice === "native") {
      throw new Error("The native TensorFlow binding does not load on this machine.", {
        cause: failure,
      });
    }
  }
  await startWasm();
  return `TensorFlow.js ${version_core} wasm`;
}

/** Returns why it failed, or undefined. Missing binding: the package is there, its library is not. */
async function startNative(): Promise<unknown> {
  // TensorFlow logs every CPU feature it finds, unless told not to before it loads.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  try {
    await import("@tensorflow/tfjs-node-gpu");
    await setBackend("tensorflow");
    await ready();
    return getBackend() === "tensorflow" ? undefined : new Error(`got ${getBackend()}`);
  } catch (cause) {
    return cause ?? new Error("unknown");
  }
}

function describeNative(): string {
  const { isUsingGpuDevice } = backend() as { isUsingGpuDevice?: boolean };
  const device = isUsingGpuDevice ? "GPU" : "CPU";
  return `TensorFlow.js ${version_core} native ${device}`;
}

async function startWasm(): Promise<void> {
  const wasm = await import("@tensorflow/tfjs-backend-wasm");
  const entry = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(`${dirname(entry)}${sep}`);
  wasm.setThreadsCount(cpus().length);
  await setBackend("wasm");
  await ready();
  registerTrainingKernels();
}
