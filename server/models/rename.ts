import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAnyCard } from "../model/artifact.ts";
import { ARTIFACT_FILES, DATASET_FILES } from "../protocol/artifact-files.ts";
import { datasetPath, findModel, ModelsError, ownDataset, readId } from "./folder.ts";

export interface Renaming {
  /** What will be done, and what it ends. */
  lines: string[];
  run: () => void;
}

/**
 * Gives a model another id: its folder, its card, and its data set where no other model needs that and its name goes
 * with it. A running server sees it go and come, never by half.
 * @throws ModelsError
 */
export function planRename(root: string, id: string, next: string): Renaming {
  const folder = findModel(root, id);
  readId(next);
  if (existsSync(join(root, next)))
    throw new ModelsError(`The id “${next}” is taken: there is ${join(root, next)}.`);
  try {
    readAnyCard(folder);
  } catch (cause) {
    throw new ModelsError(`The model “${id}” cannot be renamed: ${(cause as Error).message}`);
  }
  // A data set with a name of its own, as of digits, is not the model's.
  const dataset = ownDataset(root, id) === id ? id : null;
  if (dataset !== null && existsSync(datasetPath(root, next)))
    throw new ModelsError(
      `The data set “${next}” is there already: ${datasetPath(root, next)}. Choose another id.`,
    );
  const lines = [
    `“${id}” becomes “${next}”${dataset === null ? "" : ", and its data set with it"}.`,
    `Links of rooms of “${id}” end: they say that this server does not have the model.`,
  ];
  return { lines, run: () => rename({ root, id, next, withData: dataset !== null }) };
}

interface Names {
  root: string;
  id: string;
  next: string;
  withData: boolean;
}

function rename({ root, id, next, withData }: Names): void {
  const between = join(root, `.renaming-${next}`);
  renameSync(join(root, id), between);
  try {
    if (withData) {
      edit(join(datasetPath(root, id), DATASET_FILES.dataset), { id: next });
      renameSync(datasetPath(root, id), datasetPath(root, next));
    }
    edit(join(between, ARTIFACT_FILES.card), {
      id: next,
      ...(withData ? { dataset: next } : {}),
    });
    renameSync(between, join(root, next));
  } catch (cause) {
    throw new ModelsError(`It stopped half way, the model lies in ${between}: ${String(cause)}`);
  }
}

function edit(file: string, changes: object): void {
  const stored = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, `${JSON.stringify({ ...stored, ...changes }, null, 2)}\n`);
}
