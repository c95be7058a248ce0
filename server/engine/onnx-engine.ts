import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { imageSize } from "../protocol/card-shape.ts";
import { AppError } from "../protocol/errors.ts";
import { toBytes } from "../protocol/pixels.ts";
import { assertLength } from "./assert-length.ts";
import type { Catalog, CatalogEntry } from "./catalog.ts";
import { cpuThreads } from "./cpu-threads.ts";
import type { Engine } from "./engine.ts";

type Device = "cpu" | "webgpu";

/**
 * Small decoders run on one thread and many at a time (worker-engine.ts): on two cores that gives twice the images of
 * two threads that share each decode, for less of the CPU. A decoder that takes one thread longer than this is shared
 * by threads instead, so that its image still comes within a few screen refreshes.
 */
const SHARED_FROM_MS = 12;

/**
 * ONNX Runtime on the CPU or on WebGPU.
 * @throws Error when the device is not there: sessions are made at once for the first model.
 */
export async function createOnnxEngine(catalog: Catalog, device: Device): Promise<Engine> {
  const sessions = new Map<string, Promise<InferenceSession>>();

  const open = (entry: CatalogEntry, part: "encoder" | "decoder") => {
    const file = join(entry.folder, `${part}.onnx`);
    const known = sessions.get(file);
    if (known) return known;
    const { latentDim, imageShape } = entry.card;
    const shape = part === "decoder" ? [latentDim] : imageShape;
    const opening = openSession(file, device, shape);
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
      label: device === "webgpu" ? "ONNX Runtime on WebGPU" : "ONNX Runtime on CPU",
    },
    lanes: 1,
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

/** @param shape of one input, without batch */
async function openSession(
  file: string,
  device: Device,
  shape: readonly number[],
): Promise<InferenceSession> {
  const create = (threads: number) =>
    InferenceSession.create(file, {
      executionProviders: [device],
      graphOptimizationLevel: "all",
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: "sequential",
      logSeverityLevel: 3,
      // Threads that spin between operators take the core that the sockets need.
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    });
  const session = await create(1);
  const threads = cpuThreads();
  if (device !== "cpu" || threads === 1) return session;
  if ((await millisecondsOfOne(session, shape)) < SHARED_FROM_MS) return session;
  await session.release();
  return create(threads);
}

/** The first run also prepares, so the second counts; it leaves the session warm. */
async function millisecondsOfOne(
  session: InferenceSession,
  shape: readonly number[],
): Promise<number> {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  const [name = ""] = session.inputNames;
  const run = () => session.run({ [name]: new Tensor("float32", values, [1, ...shape]) });
  await run();
  const start = performance.now();
  await run();
  return performance.now() - start;
}
