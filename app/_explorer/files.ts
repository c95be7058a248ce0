import type { Dataset } from "../../server/protocol/dataset.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";

/** Where a file of the model lies; the hash in the address makes it cacheable for ever. */
export function modelFile(card: Pick<ModelCard, "id" | "weightsHash">, file: string): string {
  return `/api/models/${card.id}/files/${card.weightsHash}/${file}`;
}

/** The same of a data set, which many models share. */
export function dataFile({ id, hash }: Pick<Dataset, "id" | "hash">, file: string): string {
  return `/api/datasets/${id}/files/${hash}/${file}`;
}
