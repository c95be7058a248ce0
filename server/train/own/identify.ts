import { existsSync } from "node:fs";
import { join } from "node:path";
import { readDataset } from "../../model/artifact.ts";
import { DATASETS_FOLDER } from "../../protocol/artifact-files.ts";
import type { Dataset } from "../../protocol/dataset.ts";
import { divide, type SplitDataset } from "../data/load-data.ts";
import { hashImages } from "../data/publish-dataset.ts";
import type { OwnOptions } from "./options.ts";
import { slugOf } from "./slug.ts";

/** The data set's folder is named by what the pictures are from; other pictures under the same name get a number behind. */
export function identified(split: SplitDataset, { models, licence }: OwnOptions): SplitDataset {
  const { all, train, validation, heldOut, shown, splitSeed } = split;
  const hash = hashImages(all);
  const [side] = all.imageShape;
  const name = slugOf(all.name)?.slice(0, 24).replace(/-$/, "") ?? "pictures";
  for (let copy = 1; ; copy++) {
    const id = `own-${name}-${side}${copy === 1 ? "" : `-${copy}`}`;
    const known = described(join(models, DATASETS_FOLDER, id));
    if (known !== undefined && known.hash !== hash) continue;
    const counts = { train: train.count, validation: validation.count, heldOut: heldOut.count };
    const stated = licence ?? known?.licence ?? all.licence;
    return divide({ ...all, id, licence: stated }, counts, { shown: shown.count, seed: splitSeed });
  }
}

/** Undefined where nothing lies; what lies there and cannot be read is no one's to overwrite. */
function described(folder: string): Pick<Dataset, "hash" | "licence"> | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    return readDataset(folder);
  } catch {
    return { hash: "", licence: "" };
  }
}

/** The pictures of a checkpoint, pixel by pixel. */
export function identityOf({ all }: SplitDataset): string {
  return `${all.id} ${hashImages(all).slice(0, 16)}`;
}
