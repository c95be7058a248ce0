import { createRandom } from "../latent/random.ts";
import { type Dataset, takeRows } from "./dataset.ts";
import { loadDigits } from "./digits.ts";
import { shuffledRows, splitRows } from "./split.ts";

export const DATA_KINDS = ["digits"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

const LOADERS: Record<DataKind, () => Promise<Dataset>> = { digits: loadDigits };

export interface SplitDataset {
  train: Dataset;
  validation: Dataset;
  heldOut: Dataset;
  /** All rows: train first, then validation, then held-out. The order of the embedding. */
  all: Dataset;
}

/** Loads a dataset and splits it; `limit` keeps a seeded choice of that many images. */
export async function loadSplit(
  kind: DataKind,
  { seed, limit }: { seed: number; limit?: number | undefined },
): Promise<SplitDataset> {
  return splitDataset(await LOADERS[kind](), { seed, limit });
}

/** The split a card describes, found again by the dataset's name. Rejects when no loader has it. */
export async function loadSplitOf(
  name: string,
  { seed, limit }: { seed: number; limit: number },
): Promise<SplitDataset> {
  for (const kind of DATA_KINDS) {
    const dataset = await LOADERS[kind]();
    if (dataset.name === name) return splitDataset(dataset, { seed, limit });
  }
  throw new Error(`No loader has the dataset "${name}".`);
}

function splitDataset(
  whole: Dataset,
  { seed, limit }: { seed: number; limit?: number | undefined },
): SplitDataset {
  const rows = shuffledRows(whole.count, createRandom(seed)).slice(0, limit ?? whole.count);
  const dataset = takeRows(whole, rows);
  const { train, validation, heldOut } = splitRows(dataset.count, seed);
  const order = Uint32Array.from([...train, ...validation, ...heldOut]);
  return {
    train: takeRows(dataset, train),
    validation: takeRows(dataset, validation),
    heldOut: takeRows(dataset, heldOut),
    all: takeRows(dataset, order),
  };
}
