import { join } from "node:path";
import type { Tensor } from "@tensorflow/tfjs-core";
import { hasNativeBinding } from "../model/native-binding.ts";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import { toBytes } from "../protocol/pixels.ts";
import type { Catalog } from "./catalog.ts";
import type { Engine, EngineKind } from "./engine.ts";
import { withOnnxBeside } from "./onnx-beside.ts";
import { onnxCpu } from "./onnx-engine.ts";
import { openModels } from "./open-models.ts";

/** The native library has threads of its own. */
export const tensorflowNative: EngineKind = {
  id: "tensorflow-native",
  family: "tensorflow",
  capabilities: { singleThreaded: false, gpu: true },
  present: hasNativeBinding,
  load: (catalog) => load(catalog, "native"),
};

export const tensorflowWasm: EngineKind = {
  id: "tensorflow-wasm",
  family: "tensorflow",
  capabilities: { singleThreaded: true, gpu: false },
  present: () => true,
  load: (catalog) => load(catalog, "wasm"),
};

const LABELS = {
  cuda: "TensorFlow on CUDA",
  cpu: "TensorFlow on CPU (native)",
  wasm: "TensorFlow.js on WebAssembly",
};

async function load(catalog: Catalog, backend: "native" | "wasm"): Promise<Engine> {
  const { startTensorflow } = await import("../model/tensorflow-backend.ts");
  const device = await startTensorflow(backend);
  const { tensor2d, tidy } = await import("@tensorflow/tfjs-core");
  const { readLayersModel } = await import("../model/layers-files.ts");
  const models = openModels(
    catalog,
    ({ folder }) => readLayersModel(join(folder, ARTIFACT_FILES.decoder)),
    async (model) => model.dispose(),
  );
  const engine: Engine = {
    info: { id: `tensorflow-${backend}`, device, label: LABELS[device] },
    lanes: 1,
    decode: (modelId, z, count) =>
      models.use(modelId, z, count, async ({ latentDim }, decoder) => {
        const image = tidy(() => decoder.predictOnBatch(tensor2d(z, [count, latentDim])) as Tensor);
        const values = (await image.data()) as Float32Array;
        image.dispose();
        return toBytes(values);
      }),
    dispose: models.dispose,
  };
  return withOnnxBeside(engine, catalog, () => onnxCpu.load(catalog));
}
