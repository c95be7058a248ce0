import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  datasetFolder,
  hashWeights,
  readAnyCard,
  readCard,
  readEmbedding,
} from "../../../server/model/artifact.ts";
import { readLayersModel, saveLayersModel } from "../../../server/model/layers-files.ts";
import { buildModel } from "../../../server/model/nets/latent-model.ts";
import { ARTIFACT_FILES, DATASET_FILES } from "../../../server/protocol/artifact-files.ts";
import { embeddingCount } from "../../../server/protocol/card-shape.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";
import { ALL_IDS, ARTIFACTS } from "../../helpers/artifacts.ts";

const MAX_BYTES = 5_000_000;
let folder = "";

beforeAll(async () => {
  await chooseBackend("wasm");
  folder = await mkdtemp(join(tmpdir(), "model-files-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("[T10] a saved layers model computes the same after it is read again", async () => {
  const { decoder } = buildModel({ imageShape: [8, 8, 1], latentDim: 2, seed: 6 });
  await saveLayersModel(decoder, join(folder, "decoder"));
  const again = await readLayersModel(join(folder, "decoder"));
  const z = tensor2d([[0.5, -1]]);
  const [before, after] = [decoder, again].map((model) => [
    ...(model.predict(z) as Tensor).dataSync(),
  ]);
  expect(after).toEqual(before);
  expect(again.layers.map(({ name }) => name)).toEqual(decoder.layers.map(({ name }) => name));
});

it("[T10] the same seed builds the same weights, another seed others", () => {
  const weightsOf = (seed: number) =>
    buildModel({ imageShape: [8, 8, 1], latentDim: 2, seed })
      .encoder.getWeights()
      .map((w) => [...w.dataSync()]);
  expect(weightsOf(6)).toEqual(weightsOf(6));
  expect(weightsOf(6)).not.toEqual(weightsOf(7));
});

it("[T11] every committed artefact has a valid card, its own weights, whole files, at most 5 MB", async () => {
  expect(ALL_IDS.length).toBeGreaterThan(0);
  for (const id of ALL_IDS) {
    const path = join(ARTIFACTS, id);
    const card = readAnyCard(path);
    expect(card.id).toBe(id);
    expect(await hashWeights(path, card)).toBe(card.weightsHash);
    if (card.kind !== "super-resolution")
      expect((await readEmbedding(path, card)).length).toBe(embeddingCount(card) * card.latentDim);
    const data = datasetFolder(path, card.dataset.id);
    expect((await stat(join(data, DATASET_FILES.labels))).size).toBe(embeddingCount(card));
    const files = await readdir(path, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(async (file) => stat(join(file.parentPath, file.name))),
    );
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(MAX_BYTES);
  }
});

it("[T11] a card that breaks the schema is refused", async () => {
  await writeFile(join(folder, ARTIFACT_FILES.card), JSON.stringify({ id: "Not An Id" }));
  await expect(readCard(folder)).rejects.toThrow();
});
