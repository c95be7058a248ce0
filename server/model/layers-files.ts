import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { io } from "@tensorflow/tfjs-core";
import { type LayersModel, loadLayersModel } from "@tensorflow/tfjs-layers";
import { toHalf } from "../latent/half.ts";

const TOPOLOGY_FILE = "model.json";
const WEIGHTS_FILE = "weights.bin";

/** How numbers are stored; halves are right only for weights that were rounded before (`precision.ts`). */
export interface Precision {
  half: boolean;
}

/** Writes `model.json` and `weights.bin` (TensorFlow.js layers format) into `folder`, which it makes. */
export async function saveLayersModel(
  model: LayersModel,
  folder: string,
  { half }: Precision = { half: false },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await model.save(
    io.withSaveHandler(async ({ modelTopology, weightSpecs = [], weightData, ...artifacts }) => {
      const manifest: io.ModelJSON = {
        modelTopology: modelTopology ?? {},
        format: artifacts.format ?? "layers-model",
        generatedBy: artifacts.generatedBy ?? "TensorFlow.js",
        convertedBy: null,
        weightsManifest: [
          { paths: [WEIGHTS_FILE], weights: half ? weightSpecs.map(asHalf) : weightSpecs },
        ],
      };
      const bytes = Buffer.concat([weightData ?? []].flat().map((part) => Buffer.from(part)));
      await writeFile(join(folder, TOPOLOGY_FILE), JSON.stringify(manifest));
      await writeFile(join(folder, WEIGHTS_FILE), half ? toHalf(floatsOf(bytes)) : bytes);
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
    }),
  );
}

function asHalf(spec: io.WeightsManifestEntry): io.WeightsManifestEntry {
  return { ...spec, quantization: { dtype: "float16" } };
}

function floatsOf(bytes: Buffer): Float32Array {
  return new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
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
