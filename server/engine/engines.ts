import type { EngineKind } from "./engine.ts";
import { onnxCpu, onnxWebgpu } from "./onnx-engine.ts";
import { tensorflowNative, tensorflowWasm } from "./tensorflow-engine.ts";

/** Every engine there is, in the order in which `auto` tries them. A new one is one file and one line here. */
export const ENGINES: readonly EngineKind[] = [
  tensorflowNative,
  onnxWebgpu,
  onnxCpu,
  tensorflowWasm,
];
