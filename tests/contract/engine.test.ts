import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { readCatalog } from "../../server/engine/catalog.ts";
import { selectEngine } from "../../server/engine/select-engine.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { hashWeights } from "../../server/model/artifact.ts";
import { hasNativeBinding } from "../../server/model/native-binding.ts";
import { buildDecoder } from "../../server/model/nets/decoder.ts";
import { createSeedStream } from "../../server/model/nets/seeds.ts";
import { exportOnnx } from "../../server/model/onnx/onnx-export.ts";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { toBytes } from "../../server/protocol/pixels.ts";
import { chooseBackend } from "../../server/train/backend/backend.ts";
import { ARTIFACTS, copyModel, MODEL } from "../helpers/artifacts.ts";
import { until } from "../helpers/client.ts";
import { engineSuite } from "./engine-suite.ts";
import { furthest, GOLDEN_COUNT, readGolden } from "./golden.ts";

const catalog = readCatalog(ARTIFACTS);

engineSuite("onnx on cpu", () => selectEngine(catalog, "onnx-cpu"));
engineSuite("tensorflow on wasm", () => selectEngine(catalog, "tensorflow-wasm"));
engineSuite("onnx in a worker thread", () =>
  startWorkerEngine({ catalog: readCatalog(ARTIFACTS), choices: ["onnx-cpu"] }),
);

/** Engines that need what not every machine has: run where they load, otherwise skipped, and said aloud. */
for (const id of ["onnx-webgpu", "tensorflow-native"]) {
  const missing = await whyNotLoaded(id);
  if (missing === null) engineSuite(id, () => selectEngine(catalog, id));
  else {
    console.warn(`SKIPPED: the engine suite on ${id}. ${missing}`);
    describe.skip(`SKIPPED: ${id} does not load on this machine`, () =>
      engineSuite(id, () => selectEngine(catalog, id)));
  }
}

async function whyNotLoaded(id: string): Promise<string | null> {
  // Debian's chromium package ships a software Vulkan: with libvulkan1, WebGPU runs on it without a GPU.
  const driver = "/usr/lib/chromium/vk_swiftshader_icd.json";
  if (existsSync(driver)) process.env.VK_ICD_FILENAMES ??= driver;
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  try {
    await (await selectEngine(catalog, id)).dispose();
    return null;
  } catch (cause) {
    return String(cause);
  }
}

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
    catalog: readCatalog(ARTIFACTS),
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

it("[E12] several engines decode side by side; when one does not load, none stays", async () => {
  const start = { catalog: readCatalog(ARTIFACTS), threads: 1 };
  const engine = await startWorkerEngine({ ...start, choices: ["onnx-cpu", "tensorflow-wasm"] });
  expect(engine.lanes).toBe(2);
  expect(engine.info.label).toBe("ONNX Runtime on CPU and TensorFlow.js on WebAssembly");
  const z = new Float32Array([0.5, -1, 2]);
  const [one, other] = await Promise.all([engine.decode(MODEL, z, 1), engine.decode(MODEL, z, 1)]);
  expect(furthest(one, other)).toBeLessThanOrEqual(1);
  expect(engine.info.id).toBe("onnx-cpu,tensorflow-wasm");
  await engine.dispose();
  const broken = startWorkerEngine({ ...start, choices: ["onnx-cpu", "tensorflow-native"] });
  if (!hasNativeBinding()) await expect(broken).rejects.toThrow(/^ENGINE=tensorflow-native/);
  else await (await broken).dispose();
}, 30_000);

it("[E7] an engine may be disposed while decodes wait: each is answered or refused, and nothing crashes", async () => {
  const engine = await startWorkerEngine({
    catalog: readCatalog(ARTIFACTS),
    choices: ["onnx-cpu"],
  });
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
    shape: { kind: "conv", hidden: [4], filters: [8, 64, 64] },
  });
  const slow = mkdtempSync(join(tmpdir(), "latent-commons-"));
  copyModel(slow);
  const file = exportOnnx(decoder, ["image"]);
  writeFileSync(join(slow, MODEL, ARTIFACT_FILES.decoderOnnx), file);
  const card = JSON.parse(readFileSync(join(slow, MODEL, ARTIFACT_FILES.card), "utf8"));
  writeFileSync(
    join(slow, MODEL, ARTIFACT_FILES.card),
    JSON.stringify({ ...card, imageShape: [512, 512, 1] }),
  );
  const engine = await selectEngine(readCatalog(slow), "onnx-cpu");
  const single = await InferenceSession.create(file, { intraOpNumThreads: 1 });
  const z = new Float32Array([1, -1, 0.5]);
  const { image } = await single.run({ z: new Tensor("float32", z, [1, 3]) });
  const ours = await engine.decode(MODEL, z, 1);
  const theirs = toBytes(image?.data as Float32Array);
  expect(ours).toHaveLength(512 * 512);
  expect(furthest(ours, theirs)).toBeLessThanOrEqual(1);
  await Promise.all([engine.dispose(), single.release()]);
}, 60_000);

it("[E9] an engine that is forced but cannot load is one clear sentence, never another engine", async () => {
  const choice = hasNativeBinding() ? "abacus" : "tensorflow-native";
  const starting = startWorkerEngine({ catalog, choices: [choice] });
  await expect(starting).rejects.toThrow(
    new RegExp(`^ENGINE=${choice} was asked for but does not load \\(.*\\)\\.$`),
  );
});

it("[E17] a decoder that cannot be opened fails alone, wherever in the catalog it stands, and works once it is mended", async () => {
  const artifacts = mkdtempSync(join(tmpdir(), "latent-commons-"));
  copyModel(artifacts);
  copyModel(artifacts, "digits-vae-2d");
  const file = join(artifacts, "digits-vae-2d", ARTIFACT_FILES.decoderOnnx);
  const whole = readFileSync(file);
  writeFileSync(file, "not a model");
  const models = readCatalog(artifacts);
  expect([...models.keys()]).toEqual(["digits-vae-2d", MODEL]);
  const engine = await startWorkerEngine({ catalog: models, choices: ["onnx-cpu"], threads: 1 });
  await expect(engine.decode("digits-vae-2d", new Float32Array(2), 1)).rejects.toMatchObject({
    code: "engine_unavailable",
  });
  expect(await engine.decode(MODEL, new Float32Array(3), 1)).toHaveLength(784);
  writeFileSync(file, whole);
  expect(await engine.decode("digits-vae-2d", new Float32Array(2), 1)).toHaveLength(784);
  await engine.dispose();
});

it.each(["onnx-cpu", "tensorflow-wasm"])(
  "[E19] a decoder that was brought along, ONNX alone, is drawn by %s too",
  async (choice) => {
    const artifacts = mkdtempSync(join(tmpdir(), "latent-commons-"));
    const folder = copyModel(artifacts);
    copyModel(artifacts, "digits-vae-2d");
    rmSync(join(folder, ARTIFACT_FILES.decoder), { recursive: true });
    const file = join(folder, ARTIFACT_FILES.card);
    const weightsHash = await hashWeights(folder, { kind: "decoder" });
    const brought = { ...JSON.parse(readFileSync(file, "utf8")), kind: "decoder", weightsHash };
    writeFileSync(file, JSON.stringify(brought));
    const engine = await selectEngine(readCatalog(artifacts), choice);
    const golden = readGolden(catalog.get(MODEL)?.card as ModelCard);
    const pixels = await engine.decode(MODEL, golden.z, GOLDEN_COUNT);
    expect(furthest(pixels, golden.pixels)).toBeLessThanOrEqual(1);
    expect(await engine.decode("digits-vae-2d", new Float32Array(2), 1)).toHaveLength(784);
    await engine.dispose();
  },
);

it("[E18] a model that comes is drawn by every thread, one that goes by none, and other weights of an id by all", async () => {
  const artifacts = mkdtempSync(join(tmpdir(), "latent-commons-"));
  copyModel(artifacts);
  const models = new Map(readCatalog(artifacts));
  let tell = () => {};
  const onModelsChange = (listener: () => void) => {
    tell = listener;
    return () => {};
  };
  const engine = await startWorkerEngine({
    catalog: models,
    onModelsChange,
    choices: ["onnx-cpu"],
    threads: 2,
  });
  await engine.allStarted;
  const entryOf = (id: string) => catalog.get(id) ?? expect.fail(id);
  const everywhere = (z: Float32Array) =>
    Promise.all(Array.from({ length: 4 }, () => engine.decode("newcomer", z, 1)));
  await expect(everywhere(new Float32Array(2))).rejects.toMatchObject({ code: "model_not_found" });
  for (const id of ["digits-vae-2d", "digits-16d"]) {
    models.set("newcomer", { ...entryOf(id), card: { ...entryOf(id).card, id: "newcomer" } });
    tell();
    const z = new Float32Array(entryOf(id).card.latentDim).fill(0.5);
    const images = await everywhere(z);
    const reference = await selectEngine(catalog, "onnx-cpu");
    for (const image of images) expect(image).toEqual(await reference.decode(id, z, 1));
    await reference.dispose();
  }
  models.delete("newcomer");
  tell();
  await expect(everywhere(new Float32Array(16))).rejects.toMatchObject({ code: "model_not_found" });
  expect(await engine.decode(MODEL, new Float32Array(3), 1)).toHaveLength(784);
  await engine.dispose();
}, 30_000);

it.each(["onnx-cpu", "tensorflow-wasm"])(
  "[E16] a model trained anew in place fails alone and says so, on %s",
  async (choice) => {
    const artifacts = mkdtempSync(join(tmpdir(), "latent-commons-"));
    cpSync(ARTIFACTS, artifacts, { recursive: true });
    const start = () =>
      startWorkerEngine({ catalog: readCatalog(artifacts), choices: [choice], threads: 1 });
    const engine = await start();
    const cardFile = join(artifacts, "digits-16d", ARTIFACT_FILES.card);
    // Now of three dimensions instead of sixteen, in the old folder, as `npm run train -- digits-16d --latent 3` does.
    cpSync(join(artifacts, "digits-3d"), join(artifacts, "digits-16d"), { recursive: true });
    const changed = readFileSync(cardFile, "utf8").replace('"digits-3d"', '"digits-16d"');
    writeFileSync(cardFile, changed);
    for (const z of [new Float32Array(16), new Float32Array(16)]) {
      await expect(engine.decode("digits-16d", z, 1)).rejects.toMatchObject({
        code: "engine_unavailable",
        message: expect.stringMatching(/“digits-16d” have changed .+ Restart the server\./),
      });
    }
    const golden = readGolden(readCatalog(ARTIFACTS).get("digits-3d")?.card as ModelCard);
    const pixels = await engine.decode("digits-3d", golden.z, GOLDEN_COUNT);
    expect(furthest(pixels, golden.pixels)).toBeLessThanOrEqual(1);
    await engine.dispose();

    const restarted = await start();
    expect(await restarted.decode("digits-16d", new Float32Array(3), 1)).toHaveLength(784);
    await restarted.dispose();
  },
  60_000,
);
