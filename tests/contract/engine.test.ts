import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import * as tf from "@tensorflow/tfjs-core";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { readCatalog } from "../../server/engine/catalog.ts";
import { hasNativeBinding, selectEngine } from "../../server/engine/select-engine.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { buildDecoder } from "../../server/model/decoder.ts";
import { exportOnnx } from "../../server/model/onnx-export.ts";
import { createSeedStream } from "../../server/model/seeds.ts";
import type { AppError } from "../../server/protocol/errors.ts";
import { toBytes } from "../../server/protocol/pixels.ts";
import { chooseBackend } from "../../server/train/backend.ts";
import { ARTIFACTS, MODEL } from "../helpers/artifacts.ts";
import { until } from "../helpers/client.ts";
import { engineSuite } from "./engine-suite.ts";

const catalog = readCatalog(ARTIFACTS);

engineSuite("onnx on cpu", () => selectEngine(catalog, "onnx-cpu"));
engineSuite("tensorflow on wasm", () => selectEngine(catalog, "tensorflow-wasm"));
engineSuite("onnx in a worker thread", () =>
  startWorkerEngine({ artifacts: ARTIFACTS, choices: ["onnx-cpu"] }),
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

it("[E10] an engine in threads gets a lane for each, and all draw the same", async () => {
  const engine = await startWorkerEngine({
    artifacts: ARTIFACTS,
    choices: ["onnx-cpu"],
    threads: 3,
  });
  const reference = await selectEngine(catalog, "onnx-cpu");
  expect(engine.info.label).toContain("3 threads");
  await until("three lanes", () => engine.lanes === 3);
  const z = Array.from({ length: 12 }, (_, i) => gaussianVector(createRandom(i), 3));
  const images = await Promise.all(z.map((at) => engine.decode(MODEL, at, 1)));
  for (const [i, at] of z.entries())
    expect(images[i]).toEqual(await reference.decode(MODEL, at, 1));
  await Promise.all([engine.dispose(), reference.dispose()]);
}, 30_000);

it("[E13] a thread that ends by itself is replaced, and the engine decodes on with one lane and with none left", async () => {
  const threads: Worker[] = [];
  const note = (worker: Worker) => threads.push(worker);
  process.on("worker", note);
  const warnings: string[] = [];
  const engine = await startWorkerEngine({
    artifacts: ARTIFACTS,
    choices: ["onnx-cpu"],
    threads: 2,
    warn: (message) => warnings.push(message),
  });
  await engine.allStarted;
  const z = new Float32Array([0.5, -1, 2]);
  const before = await engine.decode(MODEL, z, 1);
  await threads[0]?.terminate();
  expect(engine.lanes).toBe(1);
  expect(await engine.decode(MODEL, z, 1)).toEqual(before);
  await until("a new thread", () => engine.lanes === 2 && threads.length === 3);
  expect(warnings[0]).toMatch(/A thread of ONNX Runtime on CPU ended/);

  const late = engine.decode(MODEL, z, 1).catch((cause: AppError) => cause.code);
  await Promise.all(threads.map((worker) => worker.terminate()));
  expect([before, "engine_unavailable"]).toContainEqual(await late);
  await expect(engine.decode(MODEL, z, 1)).rejects.toMatchObject({ code: "engine_unavailable" });
  const decodes = () => engine.decode(MODEL, z, 1).catch(() => null);
  await expect.poll(decodes, { timeout: 10_000 }).toEqual(before);
  await engine.dispose();
  process.off("worker", note);
}, 30_000);

it("[E12] several engines decode side by side; when one does not load, none stays", async () => {
  const start = { artifacts: ARTIFACTS, threads: 1 };
  const engine = await startWorkerEngine({ ...start, choices: ["onnx-cpu", "tensorflow-wasm"] });
  expect(engine.lanes).toBe(2);
  expect(engine.info.label).toBe("ONNX Runtime on CPU and TensorFlow.js on WebAssembly");
  const z = new Float32Array([0.5, -1, 2]);
  const [one, other] = await Promise.all([engine.decode(MODEL, z, 1), engine.decode(MODEL, z, 1)]);
  expect(one?.every((value, i) => Math.abs(value - (other?.[i] ?? 255)) <= 1)).toBe(true);
  await engine.dispose();
  const broken = startWorkerEngine({ ...start, choices: ["onnx-cpu", "tensorflow-native"] });
  if (!hasNativeBinding()) await expect(broken).rejects.toThrow(/^ENGINE=tensorflow-native/);
  else await (await broken).dispose();
}, 30_000);

it("[E7] an engine may be disposed while decodes wait: each is answered or refused, and nothing crashes", async () => {
  const engine = await startWorkerEngine({ artifacts: ARTIFACTS, choices: ["onnx-cpu"] });
  const waiting = Array.from({ length: 300 }, () => engine.decode(MODEL, new Float32Array(3), 1));
  const settled = Promise.allSettled(waiting);
  await engine.dispose();
  expect(await settled).toHaveLength(300);
  await expect(engine.decode(MODEL, new Float32Array(3), 1)).rejects.toMatchObject({
    code: "engine_unavailable",
  });
}, 30_000);

it("[E11] a decoder too slow for one thread is shared by several and draws the same", async () => {
  await chooseBackend("wasm");
  const { decoder } = buildDecoder({
    imageShape: [512, 512, 1],
    latentDim: 3,
    seeds: createSeedStream(1),
    hiddenUnits: 4,
    filters: [8, 64, 64],
  });
  const slow = mkdtempSync(join(tmpdir(), "latent-commons-"));
  cpSync(join(ARTIFACTS, MODEL), join(slow, MODEL), { recursive: true });
  const file = exportOnnx(decoder, ["image"]);
  writeFileSync(join(slow, MODEL, "decoder.onnx"), file);
  const card = JSON.parse(readFileSync(join(slow, MODEL, "card.json"), "utf8"));
  writeFileSync(
    join(slow, MODEL, "card.json"),
    JSON.stringify({ ...card, imageShape: [512, 512, 1] }),
  );
  const engine = await selectEngine(readCatalog(slow), "onnx-cpu");
  const single = await InferenceSession.create(file, { intraOpNumThreads: 1 });
  const z = new Float32Array([1, -1, 0.5]);
  const { image } = await single.run({ z: new Tensor("float32", z, [1, 3]) });
  const ours = await engine.decode(MODEL, z, 1);
  const theirs = toBytes(image?.data as Float32Array);
  expect(ours).toHaveLength(512 * 512);
  expect(ours.every((value, i) => Math.abs(value - (theirs[i] ?? 0)) <= 1)).toBe(true);
  await Promise.all([engine.dispose(), single.release()]);
}, 60_000);

it("[E9] an engine that is forced but cannot load is one clear sentence, never another engine", async () => {
  const broken = mkdtempSync(join(tmpdir(), "latent-commons-"));
  cpSync(join(ARTIFACTS, MODEL), join(broken, MODEL), { recursive: true });
  writeFileSync(join(broken, MODEL, "decoder.onnx"), "not a model");
  const starting = startWorkerEngine({ artifacts: broken, choices: ["onnx-cpu"] });
  await expect(starting).rejects.toThrow(
    /^ENGINE=onnx-cpu was asked for but does not load \(onnx-cpu: .+\)\.$/,
  );
});
