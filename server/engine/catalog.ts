import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { datasetFolder, readAnyCard, rowsBytes } from "../model/artifact.ts";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import { embeddingCount } from "../protocol/card-shape.ts";
import type { ModelCard, RestorerCard } from "../protocol/model-card.ts";

/** One model as it lies on disk. */
export interface CatalogEntry<Card = ModelCard> {
  readonly card: Card;
  readonly folder: string;
  /** Of its data set. */
  readonly data: string;
}

export type AnyEntry = CatalogEntry<ModelCard | RestorerCard>;

/** The models of a server by id: those with a latent space, in which rooms can be opened. */
export type Catalog = ReadonlyMap<string, CatalogEntry>;

/** Models without a latent space, image in and image out. */
export type Restorers = ReadonlyMap<string, CatalogEntry<RestorerCard>>;

/** xyz, half precision. */
const POINT_BYTES = 6;

/**
 * The models with a latent space below `root`, all of them whole; what a server shows while folders come and go is
 * `live-catalog.ts`.
 * @throws Error that names the file and the reason when one folder is wrong
 */
export function readCatalog(root: string): Catalog {
  const names = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isModelFolder(entry.name))
    .map(({ name }) => join(root, name))
    .filter((folder) => existsSync(join(folder, ARTIFACT_FILES.card)));
  return latentModels(names.map(readEntry));
}

/** What an import or a training has not finished lies in a folder whose name begins with a dot. */
export function isModelFolder(name: string): boolean {
  return !name.startsWith(".");
}

/**
 * Reads one model's folder.
 * @throws Error that names the file, when one is absent, does not fit its schema, or is of another length than the card says
 */
export function readEntry(folder: string): AnyEntry {
  const card = readAnyCard(folder);
  const entry = { card, folder, data: datasetFolder(folder, card.dataset.id) };
  if (card.kind === "super-resolution") return entry;
  checkSize(join(folder, ARTIFACT_FILES.embedding), rowsBytes(card));
  if (card.points)
    checkSize(join(folder, ARTIFACT_FILES.points), embeddingCount(card) * POINT_BYTES);
  const decoder = join(folder, ARTIFACT_FILES.decoderOnnx);
  if (!existsSync(decoder)) throw new Error(`${decoder} is missing`);
  return entry;
}

/** By id, the fewest dimensions first. */
export function latentModels(entries: readonly AnyEntry[]): Map<string, CatalogEntry> {
  const models = entries
    .filter((entry): entry is CatalogEntry => entry.card.kind !== "super-resolution")
    .sort((a, b) => a.card.latentDim - b.card.latentDim);
  return new Map(models.map((entry) => [entry.card.id, entry]));
}

/** By id, those without a latent space. */
export function restorersOf(entries: readonly AnyEntry[]): Map<string, CatalogEntry<RestorerCard>> {
  const restorers = entries.filter(
    (entry): entry is CatalogEntry<RestorerCard> => entry.card.kind === "super-resolution",
  );
  return new Map(restorers.map((entry) => [entry.card.id, entry]));
}

/** Makes a map that others hold be like `next`, order included; nobody sees it in between. */
export function refill<K, V>(map: Map<K, V>, next: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of next) map.set(key, value);
}

function checkSize(file: string, expected: number): void {
  const actual = statSync(file, { throwIfNoEntry: false })?.size;
  if (actual === undefined) throw new Error(`${file} is missing`);
  if (actual !== expected)
    throw new Error(`${file} has ${actual} bytes, its card asks for ${expected}`);
}
