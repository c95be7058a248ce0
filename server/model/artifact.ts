import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fromHalf } from "../latent/half.ts";
import { ARTIFACT_FILES, DATASET_FILES, DATASETS_FOLDER } from "../protocol/artifact-files.ts";
import { embeddingCount } from "../protocol/card-shape.ts";
import { type Dataset, datasetSchema } from "../protocol/dataset.ts";
import {
  type ModelCard,
  type RestorerCard,
  storedCardSchema,
  storedRestorerSchema,
} from "../protocol/model-card.ts";
import { z } from "../protocol/zod.ts";

const anyStoredSchema = z.discriminatedUnion("kind", [storedRestorerSchema, storedCardSchema]);

/** Where the data set of a model lies: beside the model's own folder. */
export function datasetFolder(modelFolder: string, id: string): string {
  return join(dirname(modelFolder), DATASETS_FOLDER, id);
}

/** @throws Error that names the file, when it is absent or does not fit the schema */
export function readDataset(folder: string): Dataset {
  return parseFile(join(folder, DATASET_FILES.dataset), datasetSchema);
}

/**
 * Reads and checks `card.json` and the description of its data set.
 * @throws Error that names the file, when one is absent or does not fit its schema
 */
export function readAnyCard(folder: string): ModelCard | RestorerCard {
  const stored = parseFile(join(folder, ARTIFACT_FILES.card), anyStoredSchema);
  return { ...stored, dataset: readDataset(datasetFolder(folder, stored.dataset)) };
}

/** The card of a model with a latent space. Rejects as `readAnyCard`, and for a model without one. */
export async function readCard(folder: string): Promise<ModelCard> {
  const card = readAnyCard(folder);
  if (card.kind === "super-resolution") throw new Error(`${card.id} has no latent space`);
  return card;
}

/**
 * zMean of every image that is shown, count × latentDim, row-major, in the data set's order.
 * Rejects when the file's length is not what the card says.
 */
export function readEmbedding(folder: string, card: ModelCard): Promise<Float32Array> {
  return readRows(join(folder, ARTIFACT_FILES.embedding), card);
}

/** zLogVar of the same, same form. */
export function readPosterior(folder: string, card: ModelCard): Promise<Float32Array> {
  return readRows(join(folder, ARTIFACT_FILES.posterior), card);
}

/** Bytes of a file of `readRows`. */
export function rowsBytes(card: Pick<ModelCard, "dataset" | "latentDim">): number {
  return embeddingCount(card) * card.latentDim * 2;
}

async function readRows(file: string, card: ModelCard): Promise<Float32Array> {
  const bytes = await readFile(file);
  if (bytes.byteLength !== rowsBytes(card))
    throw new Error(`${file} has ${bytes.byteLength} bytes, expected ${rowsBytes(card)}`);
  return fromHalf(bytes);
}

/** The files whose bytes are a model's weights. */
function weightFiles({ kind }: Pick<ModelCard | RestorerCard, "kind">, folder: string): string[] {
  if (kind === "decoder")
    return [ARTIFACT_FILES.encoderOnnx, ARTIFACT_FILES.decoderOnnx].filter((file) =>
      existsSync(join(folder, file)),
    );
  const parts =
    kind === "super-resolution"
      ? [ARTIFACT_FILES.restorer]
      : [ARTIFACT_FILES.encoder, ARTIFACT_FILES.decoder];
  return parts.map((part) => join(part, "weights.bin"));
}

/** SHA-256 (hex) over the weights of each of its parts. */
export async function hashWeights(
  folder: string,
  card: Pick<ModelCard | RestorerCard, "kind"> = { kind: "vae" },
): Promise<string> {
  const hash = createHash("sha256");
  for (const file of weightFiles(card, folder)) {
    hash.update(await readFile(join(folder, file)));
  }
  return hash.digest("hex");
}

function parseFile<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not valid: ${z.prettifyError(parsed.error)}`);
}

function readJson(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
