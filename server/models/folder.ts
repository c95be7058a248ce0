import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ARTIFACT_FILES, DATASETS_FOLDER } from "../protocol/artifact-files.ts";
import { folderIdSchema } from "../protocol/dataset.ts";

/** What the person asked for cannot be done, in one sentence. */
export class ModelsError extends Error {}

/** Names of the folders below `root` that hold a card, in order. @throws ModelsError when `root` cannot be read */
export function modelIds(root: string): string[] {
  try {
    return readdirSync(root)
      .filter((name) => !name.startsWith(".") && existsSync(cardFile(root, name)))
      .sort();
  } catch (cause) {
    throw new ModelsError(
      `The folder of models ${root} cannot be read (${(cause as Error).message}). See ARTIFACTS.`,
    );
  }
}

/** @throws ModelsError for what is no id, or no model here */
export function findModel(root: string, id: string): string {
  readId(id);
  const ids = modelIds(root);
  if (ids.includes(id)) return join(root, id);
  const hint = ids.length > 0 ? `There are: ${ids.join(", ")}.` : "There is none.";
  throw new ModelsError(`There is no model “${id}” in ${root}. ${hint}`);
}

/** An id doubles as the name of a folder: nothing else may become a path. @throws ModelsError */
export function readId(id: string): string {
  if (folderIdSchema.safeParse(id).success) return id;
  throw new ModelsError(
    `“${id}” cannot be an id: lower-case letters, digits and dashes, 40 at most, and no dash at the start.`,
  );
}

const cardFile = (root: string, id: string) => join(root, id, ARTIFACT_FILES.card);

export function datasetPath(root: string, id: string): string {
  return join(root, DATASETS_FOLDER, id);
}

/** The data set that a model names; null where its card cannot be read. */
function datasetOf(root: string, id: string): string | null {
  try {
    const { dataset } = JSON.parse(readFileSync(cardFile(root, id), "utf8")) as object & {
      dataset?: unknown;
    };
    return folderIdSchema.safeParse(dataset).data ?? null;
  } catch {
    return null;
  }
}

/** The data set of a model that no other model needs. */
export function ownDataset(root: string, id: string): string | null {
  const dataset = datasetOf(root, id);
  if (dataset === null || !existsSync(datasetPath(root, dataset))) return null;
  const others = modelIds(root).filter((other) => other !== id);
  return others.some((other) => datasetOf(root, other) === dataset) ? null : dataset;
}

/** Bytes of all files of a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
