import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { encodeOnnxModel, type OnnxGraph } from "../model/onnx/onnx-proto.ts";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import { toBytes } from "../protocol/pixels.ts";
import type { Catalog, CatalogEntry } from "./catalog.ts";
import type { Engine, EngineKind } from "./engine.ts";
import { CPU_THREADS, hasHardwareGpu } from "./machine.ts";
import { openModels } from "./open-models.ts";

/** One thread each; decoders that are slow on one are shared by several, see below. */
export const onnxCpu: EngineKind = {
  id: "onnx-cpu",
  family: "onnx",
  capabilities: { singleThreaded: true, gpu: false },
  present: () => true,
  load: (catalog) => load(catalog, "cpu", { id: "onnx-cpu", label: "ONNX Runtime on CPU" }),
};

export const onnxWebgpu: EngineKind = {
  id: "onnx-webgpu",
  family: "onnx",
  capabilities: { singleThreaded: false, gpu: true },
  present: hasHardwareGpu,
  load: (catalog) =>
    load(catalog, "webgpu", { id: "onnx-webgpu", label: "ONNX Runtime on WebGPU" }),
};

/**
 * Small decoders run on one thread and many at a time (worker-engine.ts): on two cores that gives twice the images of
 * two threads that share each decode, for less of the CPU. A decoder that takes one thread longer than this is shared
 * by threads instead, so that its image still comes within a few screen refreshes.
 */
const SHARED_FROM_MS = 12;

/** The smallest graph there is. */
const NOTHING: OnnxGraph = {
  name: "nothing",
  inputs: [{ name: "z", shape: [1] }],
  outputs: [{ name: "image", shape: [1] }],
  nodes: [{ type: "Identity", inputs: ["z"], output: "image" }],
  initializers: new Map(),
};

async function load(
  catalog: Catalog,
  device: "cpu" | "webgpu",
  name: { id: string; label: string },
): Promise<Engine> {
  const { InferenceSession, Tensor } = await import("onnxruntime-node");

  const create = (model: string | Uint8Array, threads: number) =>
    // One overload a type, the same for both.
    InferenceSession.create(model as string, {
      executionProviders: [device],
      graphOptimizationLevel: "all",
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: "sequential",
      logSeverityLevel: 3,
      // Threads that spin between operators take the core that the sockets need.
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    });
  const run = async (session: InferenceSession, z: Float32Array, shape: [number, number]) => {
    const [input = "z"] = session.inputNames;
    const output = await session.run({ [input]: new Tensor("float32", z, shape) });
    return output[session.outputNames[0] ?? "image"]?.data as Float32Array;
  };
  const open = async ({ card, folder }: CatalogEntry) => {
    const file = join(folder, ARTIFACT_FILES.decoderOnnx);
    const session = await create(file, 1);
    if (device !== "cpu" || CPU_THREADS === 1) return session;
    const z = new Float32Array(card.latentDim);
    // The first run also prepares, so the second counts; it leaves the session warm.
    await run(session, z, [1, card.latentDim]);
    const start = performance.now();
    await run(session, z, [1, card.latentDim]);
    if (performance.now() - start < SHARED_FROM_MS) return session;
    await session.release();
    return create(file, CPU_THREADS);
  };

  const models = openModels(catalog, open, (session) => session.release());
  // A session at once tells whether the device is there; of no model, which may be broken while the others are not.
  await (await create(encodeOnnxModel(NOTHING, { half: false }), 1)).release();

  return {
    info: { ...name, device },
    lanes: 1,
    decode: (modelId, z, count) =>
      models.use(modelId, z, count, async ({ latentDim }, session) =>
        toBytes(await run(session, z, [count, latentDim])),
      ),
    dispose: models.dispose,
  };
}
