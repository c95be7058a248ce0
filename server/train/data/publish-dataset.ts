import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readDataset } from "../../model/artifact.ts";
import { DATASET_FILES } from "../../protocol/artifact-files.ts";
import { type Dataset, datasetSchema } from "../../protocol/dataset.ts";
import { atlasLayout, makeAtlas, makeExactAtlas } from "./atlas.ts";
import { cellBytes, type ImageSet } from "./image-set.ts";
import type { SplitDataset } from "./load-data.ts";

/** Writes the data set's folder, unless the same lies there already. Whole or not at all. */
export async function publishDataset(folder: string, split: SplitDataset): Promise<void> {
  const dataset = describe(split);
  if (lies(folder, dataset)) return;
  const temporary = join(dirname(folder), `.${basename(folder)}-${process.pid}`);
  await mkdir(temporary, { recursive: true });
  try {
    const { shown } = split;
    const write = (file: string, bytes: Uint8Array | string) =>
      writeFile(join(temporary, file), bytes);
    await write(DATASET_FILES.labels, shown.labels);
    const values = (shown.attributes ?? []).map((attribute) => attribute.values);
    if (values.length > 0) await write(DATASET_FILES.attributes, Buffer.concat(values));
    await write(DATASET_FILES.thumbnails, await makeAtlas(shown));
    await write(DATASET_FILES.images, await makeExactAtlas(shown));
    await write(DATASET_FILES.dataset, `${JSON.stringify(dataset, null, 2)}\n`);
    await replaceFolder(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function describe(split: SplitDataset): Dataset {
  const { all, shown, shownCounts, train, validation, heldOut, splitSeed } = split;
  const { id, name, source, licence, classNames, classesAre, classColors, imageShape } = all;
  const attributes = all.attributes?.map(({ values: _, ...attribute }) => attribute);
  const counts = { train: train.count, validation: validation.count, heldOut: heldOut.count };
  return datasetSchema.parse({
    ...{ id, name, source, licence, classNames, classesAre, classColors, attributes, imageShape },
    ...{ ...counts, splitSeed, hash: hashImages(all) },
    shown: shownCounts,
    atlas: atlasLayout(shown),
  });
}

/** SHA-256 (hex) over labels, pixels and attributes: the same for the same data in the same order. */
export function hashImages(all: ImageSet): string {
  const hash = createHash("sha256").update(all.labels).update(cellBytes(all));
  const attributes = all.attributes ?? [];
  if (attributes.length > 0)
    hash.update(JSON.stringify(attributes.map(({ values: _, ...attribute }) => attribute)));
  for (const { values } of attributes) hash.update(values);
  return hash.digest("hex");
}

/** The same pictures under the same description. */
function lies(folder: string, dataset: Dataset): boolean {
  try {
    return JSON.stringify(readDataset(folder)) === JSON.stringify(dataset);
  } catch {
    return false;
  }
}

/** A rename cannot replace a folder that holds files: the old one steps aside first. */
export async function replaceFolder(fresh: string, target: string): Promise<void> {
  const old = `${fresh}-old`;
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(fresh, target);
  await rm(old, { recursive: true, force: true });
}
