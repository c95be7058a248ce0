import { createRandom } from "../../latent/random.ts";
import type { Dataset } from "../../protocol/dataset.ts";
import { loadAvatars } from "./avatars/load-avatars.ts";
import { DataMissingError } from "./data-missing.ts";
import { loadDigits } from "./digits.ts";
import { loadFashion } from "./fashion/load-fashion.ts";
import { type ImageSet, takeRows, viewRows } from "./image-set.ts";
import { readImages } from "./read-images.ts";
import { type Split, shuffledRows, splitOfficial, splitRows } from "./split.ts";

export const DATA_KINDS = ["digits", "fashion", "avatars"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

/**
 * A loader; `heldOutFrom` is the first of the rows that the source itself holds out, where it does; `shown` how many rows are
 * points of the cloud, where not all of those are that could be.
 */
interface Source {
  load: () => Promise<ImageSet>;
  heldOutFrom?: number;
  shown?: number;
}

/** Each also the id of what it loads. */
const SOURCES: Record<DataKind, Source> = {
  digits: { load: loadDigits },
  fashion: { load: () => loadFashion(), heldOutFrom: 60_000 },
  // All pictures would weigh more than a page may.
  avatars: { load: () => loadAvatars(), shown: 6000 },
};

export interface SplitDataset {
  train: ImageSet;
  validation: ImageSet;
  heldOut: ImageSet;
  /** All rows: train first, then validation, then held-out. The others are views of it. */
  all: ImageSet;
  /** The points of the cloud, rows of the embedding and of the pictures: the last rows of `all`. */
  shown: ImageSet;
  /** How many of the shown are of each part. */
  shownCounts: Dataset["shown"];
  /** Decided who is where, as far as the source leaves it open. */
  splitSeed: number;
}

/** Data sets are split once for all models; a model's own seed decides its weights and its batches. */
export const SPLIT_SEED = 7;

/** Loads a dataset and splits it; `limit` keeps a seeded choice of that many images. */
export async function loadSplit(
  kind: DataKind,
  { limit }: { limit?: number | undefined } = {},
): Promise<SplitDataset> {
  const { load, ...source } = SOURCES[kind];
  return splitDataset(await load(), { seed: SPLIT_SEED, limit, ...source });
}

/**
 * The split that a data set's description tells of: from the loader that its id names, else from the pictures in the data
 * set's own folder. Rejects when they are not all there.
 */
export async function loadSplitOf(dataset: Dataset, folder: string): Promise<SplitDataset> {
  const { id, splitSeed, train, validation, heldOut } = dataset;
  // A choice of so many images has an id of its own: `digits-240`.
  const kind = DATA_KINDS.find((known) => id === known || id.startsWith(`${known}-`));
  if (kind === undefined) return await readPublished(dataset, folder);
  const { load, ...source } = SOURCES[kind];
  const limit = train + validation + heldOut;
  return splitDataset(await load(), { seed: splitSeed ?? SPLIT_SEED, limit, ...source });
}

/** Every picture again, where all of them are shown, pixel by pixel. */
async function readPublished(dataset: Dataset, folder: string): Promise<SplitDataset> {
  const { name, train, validation, heldOut, shown, exact } = dataset;
  const counts = { train, validation, heldOut };
  const count = train + validation + heldOut;
  if (!exact || shown.train + shown.validation + shown.heldOut !== count)
    throw new DataMissingError(
      `Not all of the ${count} pictures of "${name}" are in ${folder}: say where they are by --data.`,
    );
  const all = await readImages(dataset, folder);
  return divide(all, counts, { shown: count, seed: dataset.splitSeed ?? SPLIT_SEED });
}

/** The part of `values`, `width` numbers for each row of `all`, that belongs to the shown rows; no copy. */
export function shownPart(
  { all, shown }: Pick<SplitDataset, "all" | "shown">,
  values: Float32Array,
  width: number,
): Float32Array {
  return values.subarray((all.count - shown.count) * width);
}

interface SplitOptions extends Omit<Source, "load"> {
  seed: number;
  limit: number | undefined;
}

export function splitDataset(whole: ImageSet, options: SplitOptions): SplitDataset {
  const { train, validation, heldOut } = rowsOf(whole.count, options);
  const taken = takeRows(whole, Uint32Array.from([...train, ...validation, ...heldOut]));
  const all = taken.count < whole.count ? { ...taken, id: `${taken.id}-${taken.count}` } : taken;
  const counts = { train: train.length, validation: validation.length, heldOut: heldOut.length };
  // A cloud is of some ten thousand points: of a large set those that no model was trained on, the last rows.
  const most = options.heldOutFrom === undefined ? all.count : counts.heldOut;
  return divide(all, counts, { shown: Math.min(most, options.shown ?? most), seed: options.seed });
}

/** Rows that lie in the order of their parts, as a split; the last `shown` rows are the cloud. */
export function divide(
  all: ImageSet,
  counts: Dataset["shown"],
  { shown, seed }: { shown: number; seed: number },
): SplitDataset {
  const heldOutStart = all.count - counts.heldOut;
  return {
    train: viewRows(all, 0, counts.train),
    validation: viewRows(all, counts.train, heldOutStart),
    heldOut: viewRows(all, heldOutStart, all.count),
    all,
    shown: viewRows(all, all.count - shown, all.count),
    shownCounts: lastRows(counts, shown),
    splitSeed: seed,
  };
}

/** How many of the last `rows` rows are of each part. */
function lastRows({ validation, heldOut }: Dataset["shown"], rows: number): Dataset["shown"] {
  const ofHeldOut = Math.min(rows, heldOut);
  const ofValidation = Math.min(rows - ofHeldOut, validation);
  return { train: rows - ofHeldOut - ofValidation, validation: ofValidation, heldOut: ofHeldOut };
}

function rowsOf(count: number, { seed, limit = count, heldOutFrom }: SplitOptions): Split {
  if (heldOutFrom !== undefined) return splitOfficial(count, { heldOutFrom, seed, limit });
  const chosen = shuffledRows(count, createRandom(seed)).slice(0, limit);
  const { train, validation, heldOut } = splitRows(chosen.length, seed);
  const rows = (places: Uint32Array) => places.map((place) => chosen[place] ?? 0);
  return { train: rows(train), validation: rows(validation), heldOut: rows(heldOut) };
}
