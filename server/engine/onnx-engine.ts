import { availableParallelism } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { imageSize } from "../protocol/card-shape.ts";
import { AppError } from "../protocol/errors.ts";
import { toBytes } from "../protocol/pixels.ts";
import { assertLength } from "./assert-length.ts";
import type { Catalog, CatalogEntry } from "./catalog.ts";
import type { Engine } from "./engine.ts";

type Device = "cpu" | "webgpu";

/** Two threads halve the time of a batch of these small decoders; more only contend (bench: decode). */
const MAX_THREADS = 4;

/**
 * ONNX Runtime on the CPU or on WebGPU.
 * @throws Error when the device is not there: sessions are made at once for the first model.
 */
export async function createOnnxEngine(catalog: Catalog, device: Device): Promise<Engine> {
  const threads = Math.min(MAX_THREADS, availableParallelism());
  const sessions = new Map<string, Promise<InferenceSession>>();

  const open = (entry: CatalogEntry, part: "encoder" | "decoder") => {
    const file = join(entry.folder, `${part}.onnx`);
    const known = sessions.get(file);
    if (known) return known;
    const opening = InferenceSession.create(file, {
      executionProviders: [device],
      graphOptimizationLevel: "all",
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: "sequential",
      logSeverityLevel: 3,
    });
    sessions.set(file, opening);
    return opening;
  };
  const find = (modelId: string) => {
    const entry = catalog.get(modelId);
    if (!entry) throw new AppError("model_not_found");
    return entry;
  };

  const first = catalog.values().next().value;
  if (first) await open(first, "decoder");

  return {
    info: {
      kind: "onnx",
      device,
      label:
        device === "webgpu" ? "ONNX Runtime on WebGPU" : `ONNX Runtime on CPU, ${threads} threads`,
    },
    async decode(modelId, z, count) {
      const entry = find(modelId);
      assertLength(z.length, count * entry.card.latentDim);
      const session = await open(entry, "decoder");
      const input = new Tensor("float32", z, [count, entry.card.latentDim]);
      const output = await session.run({ [session.inputNames[0] ?? "z"]: input });
      const image = output[session.outputNames[0] ?? "image"];
      return toBytes(image?.data as Float32Array);
    },
    async encode(modelId, pixels, count) {
      const entry = find(modelId);
      assertLength(pixels.length, count * imageSize(entry.card));
      const session = await open(entry, "encoder");
      const input = new Tensor("float32", pixels, [count, ...entry.card.imageShape]);
      const output = await session.run({ [session.inputNames[0] ?? "image"]: input });
      return {
        zMean: output.z_mean?.data as Float32Array,
        zLogVar: output.z_log_var?.data as Float32Array,
      };
    },
    async dispose() {
      const opened = await Promise.allSettled(sessions.values());
      sessions.clear();
      for (const result of opened) if (result.status === "fulfilled") await result.value.release();
    },
  };
}
