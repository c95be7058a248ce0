import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";
import { type AnyEntry, type CatalogEntry, readEntry } from "../engine/catalog.ts";
import type { Engine } from "../engine/engine.ts";
import { hashWeights, readEmbedding, rowsBytes } from "../model/artifact.ts";
import { ARTIFACT_FILES, DATASET_FILES } from "../protocol/artifact-files.ts";
import { embeddingCount, hasEncoder, hasPosterior, imageSize } from "../protocol/card-shape.ts";
import type { Dataset } from "../protocol/dataset.ts";

/** Rows that are drawn to see whether the decoder draws. */
const DRAWN = 3;

/**
 * Everything that can be seen of a model's folder without its data: what is wrong, in sentences, first things first.
 * @param open an engine for these models alone
 */
export async function checkModel(
  folder: string,
  open: (entry: CatalogEntry) => Promise<Engine>,
): Promise<string[]> {
  let entry: AnyEntry;
  try {
    entry = readEntry(folder);
  } catch (cause) {
    return [oneLine(cause)];
  }
  const faults: string[] = [];
  const { card, data } = entry;
  if (card.id !== basename(folder))
    faults.push(`The card says “${card.id}”, its folder has another name.`);
  const hash = await hashWeights(folder, card).catch((cause) => oneLine(cause));
  if (hash !== card.weightsHash)
    faults.push(
      /^[0-9a-f]{64}$/.test(hash) ? "The weights are not those that the card's hash names." : hash,
    );
  faults.push(...(await datasetFaults(data, card.dataset)));
  if (isLatent(entry)) faults.push(...(await latentFaults(entry, open)));
  else if (!existsSync(join(folder, ARTIFACT_FILES.restorerOnnx)))
    faults.push(`${ARTIFACT_FILES.restorerOnnx} is missing.`);
  return faults;
}

function isLatent(entry: AnyEntry): entry is CatalogEntry {
  return entry.card.kind !== "super-resolution";
}

async function latentFaults(
  entry: CatalogEntry,
  open: (entry: CatalogEntry) => Promise<Engine>,
): Promise<string[]> {
  const { card, folder } = entry;
  const faults: string[] = [];
  if (hasEncoder(card) && !existsSync(join(folder, ARTIFACT_FILES.encoderOnnx)))
    faults.push(`${ARTIFACT_FILES.encoderOnnx} is missing, and the card says there is an encoder.`);
  if (hasPosterior(card)) faults.push(...sizeFault(folder, "posterior", rowsBytes(card)));
  const embedding = await readEmbedding(folder, card);
  const wrong = embedding.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    faults.push(`Row ${Math.floor(wrong / card.latentDim)} of the embedding is not finite.`);
  faults.push(...(await drawingFaults(entry, embedding, open)));
  return faults;
}

function sizeFault(folder: string, name: "posterior", expected: number): string[] {
  const file = ARTIFACT_FILES[name];
  const actual = statSync(join(folder, file), { throwIfNoEntry: false })?.size;
  if (actual === undefined) return [`${file} is missing.`];
  return actual === expected ? [] : [`${file} has ${actual} bytes, the card asks for ${expected}.`];
}

async function drawingFaults(
  entry: CatalogEntry,
  embedding: Float32Array,
  open: (entry: CatalogEntry) => Promise<Engine>,
): Promise<string[]> {
  const { card } = entry;
  const count = Math.min(DRAWN, embeddingCount(card));
  const z = embedding.slice(0, count * card.latentDim);
  try {
    const engine = await open(entry);
    const pixels = await engine.decode(card.id, z, count).finally(() => engine.dispose());
    if (pixels.length !== count * imageSize(card))
      return [
        `The decoder draws ${pixels.length / count} values an image, its card says ${imageSize(card)}.`,
      ];
    return count > 0 && pixels.every((value) => value === pixels[0])
      ? ["The decoder draws one colour everywhere."]
      : [];
  } catch (cause) {
    const inner = cause instanceof Error && cause.cause ? ` (${oneLine(cause.cause)})` : "";
    return [`The decoder does not draw: ${oneLine(cause)}${inner}`];
  }
}

/** @param data the data set's folder, whose description has been read */
async function datasetFaults(data: string, dataset: Dataset): Promise<string[]> {
  const count = embeddingCount({ dataset });
  const faults: string[] = [];
  const labels = await readFile(join(data, DATASET_FILES.labels)).catch(() => null);
  if (labels?.length !== count)
    faults.push(`${DATASET_FILES.labels} does not hold ${count} labels.`);
  else if (labels.some((label) => label >= dataset.classNames.length))
    faults.push(`${DATASET_FILES.labels} names a class that dataset.json does not have.`);
  if (dataset.attributes.length > 0) {
    const attributes = await readFile(join(data, DATASET_FILES.attributes)).catch(() => null);
    const expected = count * dataset.attributes.length;
    if (attributes?.length !== expected)
      faults.push(`${DATASET_FILES.attributes} does not hold ${expected} values.`);
  }
  const { columns, cell } = dataset.atlas;
  const [height, width] = dataset.imageShape;
  faults.push(
    ...(await pictureFaults(join(data, DATASET_FILES.thumbnails), count, columns, [cell, cell])),
  );
  if (dataset.exact)
    faults.push(
      ...(await pictureFaults(join(data, DATASET_FILES.images), count, columns, [width, height])),
    );
  return faults;
}

async function pictureFaults(
  file: string,
  count: number,
  columns: number,
  [width, height]: readonly [number, number],
): Promise<string[]> {
  const name = basename(file);
  try {
    const found = await sharp(file, { limitInputPixels: false }).metadata();
    const rows = Math.ceil(count / columns);
    if (found.width === columns * width && found.height >= rows * height) return [];
    return [
      `${name} is ${found.width} × ${found.height} pixels, dataset.json asks for ${columns * width} × ${rows * height}.`,
    ];
  } catch (cause) {
    return [`${name} cannot be read: ${oneLine(cause)}`];
  }
}

function oneLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/\s*\n\s*/g, " ");
}
