import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { readLayersModel } from "../model/layers-files.ts";
import { imageSize } from "../protocol/card-shape.ts";
import { AppError } from "../protocol/errors.ts";
import { toBytes } from "../protocol/pixels.ts";
import { assertLength } from "./assert-length.ts";
import type { Catalog } from "./catalog.ts";
import type { Engine } from "./engine.ts";

type Backend = "native" | "wasm";

/**
 * TensorFlow.js: on the native binding of @tensorflow/tfjs-node-gpu, or on WebAssembly.
 * @throws Error when the backend does not load
 */
export async function createTensorflowEngine(catalog: Catalog, backend: Backend): Promise<Engine> {
  const info = backend === "native" ? await startNative() : await startWasm();
  const models = new Map<string, Promise<LayersModel>>();

  const open = (modelId: string, part: "encoder" | "decoder") => {
    const entry = catalog.get(modelId);
    if (!entry) throw new AppError("model_not_found");
    const key = `${modelId}/${part}`;
    const loading = models.get(key) ?? readLayersModel(join(entry.folder, part));
    models.set(key, loading);
    return { entry, loading };
  };

  return {
    info,
    lanes: 1,
    async decode(modelId, z, count) {
      const { entry, loading } = open(modelId, "decoder");
      const { latentDim } = entry.card;
      assertLength(z.length, count * latentDim);
      const decoder = await loading;
      const image = tf.tidy(
        () => decoder.predictOnBatch(tf.tensor2d(z, [count, latentDim])) as tf.Tensor,
      );
      const values = (await image.data()) as Float32Array;
      image.dispose();
      return toBytes(values);
    },
    async encode(modelId, pixels, count) {
      const { entry, loading } = open(modelId, "encoder");
      assertLength(pixels.length, count * imageSize(entry.card));
      const encoder = await loading;
      const [mean, logVar] = tf.tidy(
        () =>
          encoder.predictOnBatch(tf.tensor4d(pixels, [count, ...entry.card.imageShape])) as [
            tf.Tensor,
            tf.Tensor,
          ],
      );
      const [zMean, zLogVar] = (await Promise.all([mean.data(), logVar.data()])) as [
        Float32Array,
        Float32Array,
      ];
      tf.dispose([mean, logVar]);
      return { zMean, zLogVar };
    },
    async dispose() {
      const loaded = await Promise.allSettled(models.values());
      models.clear();
      for (const result of loaded) if (result.status === "fulfilled") result.value.dispose();
    },
  };
}

async function startNative(): Promise<Engine["info"]> {
  // Importing registers the "tensorflow" backend; it throws where the binding was never built.
  await import("@tensorflow/tfjs-node-gpu");
  await tf.setBackend("tensorflow");
  const { isUsingGpuDevice } = tf.backend() as unknown as { isUsingGpuDevice: boolean };
  return isUsingGpuDevice
    ? { kind: "tensorflow", device: "cuda", label: "TensorFlow on CUDA" }
    : { kind: "tensorflow", device: "cpu", label: "TensorFlow on CPU (native)" };
}

async function startWasm(): Promise<Engine["info"]> {
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  const require = createRequire(import.meta.url);
  setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  await tf.setBackend("wasm");
  await tf.ready();
  return { kind: "tensorflow", device: "wasm", label: "TensorFlow.js on WebAssembly" };
}
