import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import { embeddingCount } from "../protocol/card-shape.ts";
import { type ModelCard, modelCardSchema } from "../protocol/model-card.ts";

/** One model as it lies on disk. */
export interface CatalogEntry {
  readonly card: ModelCard;
  readonly folder: string;
}

/** The models of a server by id. */
export type Catalog = ReadonlyMap<string, CatalogEntry>;

/**
 * Reads every artefact folder below `root`. A folder without card.json is passed over; a card that is wrong,
 * or an embedding that does not fit its card, stops the start with the file and the reason.
 * @throws Error
 */
export function readCatalog(root: string): Catalog {
  const entries = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => readEntry(join(root, entry.name)))
    .filter((entry) => entry !== null)
    .sort((a, b) => a.card.latentDim - b.card.latentDim);
  return new Map(entries.map((entry) => [entry.card.id, entry]));
}

function readEntry(folder: string): CatalogEntry | null {
  const file = join(folder, ARTIFACT_FILES.card);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return null;
  }
  const parsed = modelCardSchema.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new Error(`${file} is not a valid card: ${z.prettifyError(parsed.error)}`);
  const card = parsed.data;
  const expected = embeddingCount(card) * card.latentDim * 4;
  const embedding = join(folder, ARTIFACT_FILES.embedding);
  const actual = statSync(embedding).size;
  if (actual !== expected) {
    throw new Error(`${embedding} has ${actual} bytes, its card asks for ${expected}`);
  }
  return { card, folder };
}
