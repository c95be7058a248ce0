import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { io } from "@tensorflow/tfjs-core";
import { type LayersModel, loadLayersModel } from "@tensorflow/tfjs-layers";

const TOPOLOGY_FILE = "model.json";
const WEIGHTS_FILE = "weights.bin";

/** Writes `model.json` and `weights.bin` (TensorFlow.js layers format) into `folder`, which it makes. */
export async function saveLayersModel(model: LayersModel, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await model.save(
    io.withSaveHandler(async ({ modelTopology, weightSpecs = [], weightData, ...artifacts }) => {
      const manifest: io.ModelJSON = {
        modelTopology: modelTopology ?? {},
        format: artifacts.format ?? "layers-model",
        generatedBy: artifacts.generatedBy ?? "TensorFlow.js",
        convertedBy: null,
        weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }],
      };
      const bytes = Buffer.concat([weightData ?? []].flat().map((part) => Buffer.from(part)));
      await writeFile(join(folder, TOPOLOGY_FILE), JSON.stringify(manifest));
      await writeFile(join(folder, WEIGHTS_FILE), bytes);
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
    }),
  );
}

/** Reads what `saveLayersModel` wrote. Rejects when a file is absent or is no layers model. */
export async function readLayersModel(folder: string): Promise<LayersModel> {
  const manifest = JSON.parse(await readFile(join(folder, TOPOLOGY_FILE), "utf8")) as io.ModelJSON;
  const bytes = await readFile(join(folder, WEIGHTS_FILE));
  const artifacts: io.ModelArtifacts = {
    modelTopology: manifest.modelTopology,
    weightSpecs: manifest.weightsManifest.flatMap((group) => group.weights),
    weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  };
  return await loadLayersModel(io.fromMemory(artifacts));
}
