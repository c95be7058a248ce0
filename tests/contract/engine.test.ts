import { cpSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { readCatalog } from "../../server/engine/catalog.ts";
import { hasNativeBinding, selectEngine } from "../../server/engine/select-engine.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { ARTIFACTS, MODEL } from "../helpers/artifacts.ts";
import { engineSuite } from "./engine-suite.ts";

const catalog = readCatalog(ARTIFACTS);

engineSuite("onnx on cpu", () => selectEngine(catalog, "onnx-cpu"));
engineSuite("tensorflow on wasm", () => selectEngine(catalog, "tensorflow-wasm"));
engineSuite("onnx in a worker thread", () =>
  startWorkerEngine({ artifacts: ARTIFACTS, choice: "onnx-cpu" }),
);

describe.runIf(hasNativeBinding())("native", () => {
  engineSuite("tensorflow on its native binding", () => selectEngine(catalog, "tensorflow-native"));
});

/** Debian's chromium package ships a software Vulkan; where it lies, WebGPU runs without a GPU. */
const SOFTWARE_VULKAN = "/usr/lib/chromium/vk_swiftshader_icd.json";
describe.runIf(existsSync(SOFTWARE_VULKAN))("software", () => {
  engineSuite("onnx on webgpu", () => {
    process.env.VK_ICD_FILENAMES ??= SOFTWARE_VULKAN;
    process.env.XDG_RUNTIME_DIR ??= "/tmp";
    return selectEngine(catalog, "onnx-webgpu");
  });
});

it("[E8] TensorFlow.js keeps no tensors over a hundred decodes", async () => {
  const engine = await selectEngine(catalog, "tensorflow-wasm");
  await engine.decode("digits-3d", new Float32Array(3), 1);
  const before = tf.memory().numTensors;
  for (let i = 0; i < 100; i++) await engine.decode("digits-3d", new Float32Array(3), 1);
  expect(tf.memory().numTensors).toBe(before);
  await engine.dispose();
}, 30_000);

it("[E9] an engine that is forced but cannot load is one clear sentence, never another engine", async () => {
  const broken = mkdtempSync(join(tmpdir(), "latent-commons-"));
  cpSync(join(ARTIFACTS, MODEL), join(broken, MODEL), { recursive: true });
  writeFileSync(join(broken, MODEL, "decoder.onnx"), "not a model");
  const starting = startWorkerEngine({ artifacts: broken, choice: "onnx-cpu" });
  await expect(starting).rejects.toThrow(
    /^ENGINE=onnx-cpu was asked for but does not load \(onnx-cpu: .+\)\.$/,
  );
});
