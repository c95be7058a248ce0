import { mkdtempSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tensor } from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import sharp from "sharp";
import { exportOnnx } from "../../server/model/onnx-export.ts";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import { type ModelCard, modelCardSchema } from "../../server/protocol/model-card.ts";
import { chooseBackend } from "../../server/train/backend.ts";
import { ARTIFACTS, MODEL } from "./artifacts.ts";

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
  const card = modelCardSchema.parse({
    ...JSON.parse(await readFile(join(ARTIFACTS, MODEL, ARTIFACT_FILES.card), "utf8")),
    id,
    title: `Waves, ${side} pixels`,
    summary: "Colour waves: large images for the tests.",
    latentDim: LATENT_DIM,
    imageShape: [side, side, 3],
    projection: { kind: "identity" },
    atlas: { file: ARTIFACT_FILES.thumbnails, columns: 10, cell: CELL },
  } satisfies Partial<ModelCard>);
  Object.assign(card.dataset, { train: POINTS, validation: 0, heldOut: 0 });
  const write = (file: string, bytes: Uint8Array | string) => writeFile(join(folder, file), bytes);
  const embedding = Float32Array.from(
    { length: POINTS * LATENT_DIM },
    (_, i) => 2 * Math.sin(i * 1.7),
  );
  await write(ARTIFACT_FILES.card, JSON.stringify(card));
  await write(ARTIFACT_FILES.embedding, new Uint8Array(embedding.buffer));
  await write(
    ARTIFACT_FILES.labels,
    Uint8Array.from({ length: POINTS }, (_, i) => i % 10),
  );
  await write(ARTIFACT_FILES.decoderOnnx, exportOnnx(waves(side), ["image"]));
  const blank = { width: 10 * CELL, height: 4 * CELL, channels: 3 as const, background: "#557799" };
  await write(ARTIFACT_FILES.thumbnails, await sharp({ create: blank }).webp().toBuffer());
  return { artifacts, card };
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
