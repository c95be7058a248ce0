import type { Dataset } from "../../protocol/dataset.ts";
import type { SplitDataset } from "../data/load-data.ts";
import { hashImages } from "../data/publish-dataset.ts";
import { UsageError } from "../usage-error.ts";
import type { OwnOptions } from "./options.ts";
import { prepare } from "./prepare.ts";

/**
 * The split of a data set of own pictures, from where they lie: a large one's folder does not show all of them. Rejects with
 * UsageError when they are others now.
 */
export async function readAgain(
  { name, imageShape, hash }: Dataset,
  wishes: Pick<OwnOptions, "data" | "fit" | "limit">,
): Promise<SplitDataset> {
  const [size, , channels] = imageShape;
  const { split } = await prepare(
    { ...wishes, size, channels, latentDim: 1, licence: undefined },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  if (hashImages(split.all) !== hash)
    throw new UsageError(
      `The pictures at ${wishes.data} are not those of "${name}", or were made alike in another way: give --fit and --limit as in training.`,
    );
  return split;
}
