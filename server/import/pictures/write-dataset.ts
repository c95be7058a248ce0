import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DATASET_FILES } from "../../protocol/artifact-files.ts";
import { type Dataset, datasetSchema } from "../../protocol/dataset.ts";
import { replaceFolder } from "../../train/data/publish-dataset.ts";
import { atlasLayout } from "./atlas-layout.ts";
import { type Drawing, drawSheets } from "./draw-sheets.ts";

export interface DatasetOptions extends Drawing {
  /** The model's too. */
  id: string;
  name: string;
  /** Where the rows are from, for those who look at them. */
  source: string;
  licence: string;
  seed: number;
  /** Where the folder is made, on the same disk; else beside it, under a name with a dot. */
  temporary?: string;
}

/**
 * Writes the data set's folder, the pictures block by block, so that memory is bounded whatever their number. Whole or not
 * at all: what is made lies beside, under a name with a dot, and is renamed at the end.
 */
export async function writeDataset(folder: string, options: DatasetOptions): Promise<Dataset> {
  const beside = join(dirname(folder), `.${basename(folder)}-${process.pid}`);
  const { temporary = beside } = options;
  for (const path of [temporary, dirname(folder)]) await mkdir(path, { recursive: true });
  try {
    const dataset = await writeFiles(temporary, options);
    await replaceFolder(temporary, folder);
    return dataset;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function writeFiles(folder: string, options: DatasetOptions): Promise<Dataset> {
  const { rows, imageShape, report, id, name, source, licence, seed } = options;
  const { labels, counts, count } = rows;
  const write = (file: string, bytes: Uint8Array | string) => writeFile(join(folder, file), bytes);
  const layout = atlasLayout(count, imageShape, rows.files === null);
  const hash = createHash("sha256").update(labels.classes);
  for (const column of labels.columns) hash.update(column);
  const { thumbnails, images } = await drawSheets(options, layout, (pixels) => hash.update(pixels));
  report.progress("Packing pictures", 0, 1);
  await write(DATASET_FILES.thumbnails, await thumbnails.encode(false));
  if (images !== null) await write(DATASET_FILES.images, await images.encode(true));
  report.progress("Packing pictures", 1, 1);
  await write(DATASET_FILES.labels, labels.classes);
  if (labels.columns.length > 0)
    await write(DATASET_FILES.attributes, Buffer.concat(labels.columns));
  const dataset = datasetSchema.parse({
    ...{ id, name, source, licence, imageShape, ...counts, shown: counts },
    ...{
      classNames: labels.classNames,
      classesAre: labels.classesAre,
      attributes: labels.attributes,
    },
    ...{ atlas: layout.atlas, exact: layout.exact, decoded: rows.files === null },
    splitSeed: counts.heldOut > 0 ? seed : null,
    hash: hash.digest("hex"),
  });
  await write(DATASET_FILES.dataset, `${JSON.stringify(dataset, null, 2)}\n`);
  return dataset;
}
