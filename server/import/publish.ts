import { rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { datasetFolder } from "../model/artifact.ts";
import type { StoredCard } from "../protocol/model-card.ts";
import type { ImportOptions } from "./options.ts";
import type { Decode } from "./pictures/draw-sheets.ts";
import { writeDataset } from "./pictures/write-dataset.ts";
import type { Report } from "./report.ts";
import type { DataRows } from "./rows/open-rows.ts";

export interface Publication {
  options: ImportOptions;
  /** The model's folder as it is made. */
  model: string;
  /** Where the data set's folder is made. */
  data: string;
  rows: DataRows;
  card: StoredCard;
  decode: Decode;
  report: Report;
}

/** The data set first: a model whose data are not there would be seen as broken. */
export async function publish({
  options,
  model,
  data,
  rows,
  card,
  decode,
  report,
}: Publication): Promise<void> {
  const { id, name, out, seed, given, decoder } = options;
  const target = join(out, id);
  const dataset = datasetFolder(target, id);
  const sources = [given.images, given.labels, given.latents, decoder].filter(
    (path) => path !== undefined,
  );
  await writeDataset(dataset, {
    ...{ rows, id, name, seed, decode, report, temporary: data },
    source: sources.map((path) => basename(path)).join(", "),
    // `--license` is the decoder's, told on its card; of pictures that were brought along nothing is known.
    licence: "",
    imageShape: card.imageShape,
  });
  try {
    await rename(model, target);
  } catch (cause) {
    await rm(dataset, { recursive: true, force: true });
    throw cause;
  }
}
