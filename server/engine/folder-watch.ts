import { watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ARTIFACT_FILES, DATASET_FILES, DATASETS_FOLDER } from "../protocol/artifact-files.ts";
import { isModelFolder } from "./catalog.ts";

/** Tells of changes among the entries of a folder, not inside them; returns how to stop. */
export type WatchFolder = (
  root: string,
  onChange: () => void,
  onError: (cause: unknown) => void,
) => () => void;

/** The operating system's own notices: nothing runs while nothing changes. */
export const watchFolder: WatchFolder = (root, onChange, onError) => {
  try {
    const watcher = watch(root, { persistent: false }, onChange);
    watcher.on("error", onError);
    return () => watcher.close();
  } catch (cause) {
    // Out of watches, or a file system that has none.
    onError(cause);
    return () => {};
  }
};

/** What changes when a file is written anew or replaced. */
export interface Survey {
  /** Folders that hold a card, in order of their names, with the card's stamp. */
  folders: Map<string, string>;
  /** Stamps of the descriptions of data sets, by id. */
  datasets: Map<string, string>;
}

/** A look at names and times alone. Rejects when `root` cannot be read. */
export async function survey(root: string): Promise<Survey> {
  const names = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .filter(isModelFolder)
    .sort();
  // None without a model.
  const data = await readdir(join(root, DATASETS_FOLDER)).catch(() => []);
  const [folders, datasets] = await Promise.all([
    stampAll(names, (name) => [join(root, name), join(root, name, ARTIFACT_FILES.card)]),
    stampAll(data, (id) => [id, join(root, DATASETS_FOLDER, id, DATASET_FILES.dataset)]),
  ]);
  return { folders, datasets };
}

async function stampAll(
  names: readonly string[],
  keyAndFile: (name: string) => readonly [key: string, file: string],
): Promise<Map<string, string>> {
  const stamps = await Promise.all(
    names.map(async (name) => {
      const [key, file] = keyAndFile(name);
      const found = await stat(file).catch(() => null);
      return found && ([key, `${found.ino}:${found.mtimeMs}:${found.size}`] as const);
    }),
  );
  return new Map(stamps.filter((stamp) => stamp !== null));
}
