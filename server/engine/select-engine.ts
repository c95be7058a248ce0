import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Catalog } from "./catalog.ts";
import type { Engine } from "./engine.ts";

/** Values of ENGINE. `auto` takes the first that loads of: CUDA, WebGPU on a hardware GPU, ONNX on CPU, wasm. */
export const ENGINE_CHOICES = [
  "auto",
  "onnx",
  "onnx-cpu",
  "onnx-webgpu",
  "tensorflow",
  "tensorflow-native",
  "tensorflow-wasm",
] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

type Attempt = Exclude<EngineChoice, "auto" | "onnx" | "tensorflow">;

/**
 * Makes the engine that was asked for. A forced engine that cannot load is an error, never another engine.
 * @throws Error that names each attempt and why it failed
 */
export async function selectEngine(catalog: Catalog, choice: EngineChoice): Promise<Engine> {
  const failures: string[] = [];
  for (const attempt of attempts(choice)) {
    try {
      const engine = await make(catalog, attempt);
      const usesGpu = engine.info.device === "cuda" || engine.info.device === "webgpu";
      // Without a GPU the native binding is slower than ONNX on CPU, so `auto` does not settle for it.
      if (choice === "auto" && attempt === "tensorflow-native" && !usesGpu) {
        await engine.dispose();
        continue;
      }
      return engine;
    } catch (cause) {
      failures.push(`${attempt}: ${firstLine(cause)}`);
    }
  }
  const asked =
    choice === "auto" ? "No engine loads" : `ENGINE=${choice} was asked for but does not load`;
  throw new Error(`${asked} (${failures.join("; ")}).`);
}

function attempts(choice: EngineChoice): Attempt[] {
  switch (choice) {
    case "auto":
      return [
        ...(hasHardwareGpu() && hasNativeBinding() ? ["tensorflow-native" as const] : []),
        ...(hasHardwareGpu() ? ["onnx-webgpu" as const] : []),
        "onnx-cpu",
        "tensorflow-wasm",
      ];
    case "onnx":
      return hasHardwareGpu() ? ["onnx-webgpu", "onnx-cpu"] : ["onnx-cpu"];
    case "tensorflow":
      return hasNativeBinding() ? ["tensorflow-native", "tensorflow-wasm"] : ["tensorflow-wasm"];
    default:
      return [choice];
  }
}

/** Libraries are imported only when tried: a machine without one of them still runs the others. */
async function make(catalog: Catalog, attempt: Attempt): Promise<Engine> {
  if (attempt === "onnx-cpu" || attempt === "onnx-webgpu") {
    const { createOnnxEngine } = await import("./onnx-engine.ts");
    return createOnnxEngine(catalog, attempt === "onnx-cpu" ? "cpu" : "webgpu");
  }
  const { createTensorflowEngine } = await import("./tensorflow-engine.ts");
  return createTensorflowEngine(catalog, attempt === "tensorflow-native" ? "native" : "wasm");
}

/** WebGPU also runs on a software rasteriser, slower than the CPU provider; on Linux a device node tells them apart. */
function hasHardwareGpu(): boolean {
  if (process.platform !== "linux") return true;
  if (existsSync("/dev/nvidia0")) return true;
  try {
    return readdirSync("/dev/dri").some((name) => name.startsWith("renderD"));
  } catch {
    return false;
  }
}

/** The optional package installs without its binding; loading it then only costs time. */
export function hasNativeBinding(): boolean {
  try {
    const root = dirname(
      createRequire(import.meta.url).resolve("@tensorflow/tfjs-node-gpu/package.json"),
    );
    return readdirSync(join(root, "lib")).some((name) =>
      existsSync(join(root, "lib", name, "tfjs_binding.node")),
    );
  } catch {
    return false;
  }
}

function firstLine(cause: unknown): string {
  return (
    (cause instanceof Error ? cause.message : String(cause)).split("\n")[0]?.slice(0, 200) ?? ""
  );
}
