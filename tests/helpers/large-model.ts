import { mkdtempSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tensor } from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import sharp from "sharp";
import { toHalf } from "../../server/latent/half.ts";
import { datasetFolder, readDataset } from "../../server/model/artifact.ts";
import { exportOnnx } from "../../server/model/onnx/onnx-export.ts";
import {
  ARTIFACT_FILES,
  DATASET_FILES,
  DATASETS_FOLDER,
} from "../../server/protocol/artifact-files.ts";
import { type Dataset, datasetSchema } from "../../server/protocol/dataset.ts";
import {
  type ModelCard,
  type StoredCard,
  storedCardSchema,
} from "../../server/protocol/model-card.ts";
import { chooseBackend } from "../../server/train/backend/backend.ts";
import { ARTIFACTS, MODEL } from "./artifacts.ts";

const DATASET = "waves";
const POINTS = 40;
const LATENT_DIM = 3;
const CELL = 8;

/**
 * A folder of artefacts with one model of large colour images: image = σ(W z), where the columns of W are waves. As
 * smooth as what autoencoders draw, different everywhere, and made in a moment; its figures are those of `MODEL`.
 * @param side pixels
 */
export async function makeLargeModel(side = 128): Promise<{ artifacts: string; card: ModelCard }> {
  await chooseBackend("wasm");
  const artifacts = mkdtempSync(join(tmpdir(), "latent-commons-large-"));
  const id = `waves-${side}`;
  const folder = join(artifacts, id);
  await mkdir(folder);
  const data = datasetFolder(folder, DATASET);
  await mkdir(data, { recursive: true });
  const dataset = datasetSchema.parse({
    ...readDataset(join(ARTIFACTS, DATASETS_FOLDER, "digits")),
    id: DATASET,
    imageShape: [side, side, 3],
    shown: { train: POINTS, validation: 0, heldOut: 0 },
    atlas: { columns: 10, cell: CELL },
  } satisfies Partial<Dataset>);
  const card = storedCardSchema.parse({
    ...JSON.parse(await readFile(join(ARTIFACTS, MODEL, ARTIFACT_FILES.card), "utf8")),
    dataset: DATASET,
    id,
    title: `Waves, ${side} pixels`,
    summary: "Colour waves: large images for the tests.",
    latentDim: LATENT_DIM,
    imageShape: [side, side, 3],
    projection: { kind: "identity" },
  } satisfies Partial<StoredCard>);
  const write = (file: string, bytes: Uint8Array | string) => writeFile(join(folder, file), bytes);
  const writeData = (file: string, bytes: Uint8Array | string) =>
    writeFile(join(data, file), bytes);
  const embedding = Float32Array.from(
    { length: POINTS * LATENT_DIM },
    (_, i) => 2 * Math.sin(i * 1.7),
  );
  await write(ARTIFACT_FILES.card, JSON.stringify(card));
  await write(ARTIFACT_FILES.embedding, toHalf(embedding));
  await writeData(DATASET_FILES.dataset, JSON.stringify(dataset));
  await writeData(
    DATASET_FILES.labels,
    Uint8Array.from({ length: POINTS }, (_, i) => i % 10),
  );
  await write(ARTIFACT_FILES.decoderOnnx, exportOnnx(waves(side), ["image"]));
  const blank = { width: 10 * CELL, height: 4 * CELL, channels: 3 as const, background: "#557799" };
  await writeData(DATASET_FILES.thumbnails, await sharp({ create: blank }).webp().toBuffer());
  return { artifacts, card: { ...card, dataset } };
}

function waves(side: number) {
  const units = side * side * 3;
  const dense = layers.dense({ units, activation: "sigmoid", inputShape: [LATENT_DIM], name: "z" });
  const model = sequential({
    layers: [dense, layers.reshape({ targetShape: [side, side, 3] })],
  });
  const kernel = Float32Array.from({ length: LATENT_DIM * units }, (_, i) => {
    const [d, at] = [Math.floor(i / units), i % units];
    const [y, x, c] = [
      Math.floor(at / 3 / side) / side,
      (Math.floor(at / 3) % side) / side,
      at % 3,
    ];
    return 2 * Math.sin(2 * Math.PI * ((d + 1) * x + (2 - d) * y) + c);
  });
  dense.setWeights([tensor(kernel, [LATENT_DIM, units]), tensor(new Float32Array(units))]);
  return model;
}
