import type { ModelCard } from "../../server/protocol/model-card.ts";
import { fetchCloud } from "../_explorer/fetch-cloud.ts";
import type { Cloud } from "../_explorer/store.ts";

let last: { hash: string; data: Promise<Cloud> } | null = null;

/**
 * Codes and classes of the images that are shown, fetched once for all parts of the page.
 * @throws Error with a sentence for the person
 */
export function shownData(card: ModelCard): Promise<Cloud> {
  if (last?.hash !== card.weightsHash) {
    const data = fetchCloud(card, new AbortController().signal);
    const entry = { hash: card.weightsHash, data };
    last = entry;
    // The next who asks tries again.
    data.catch(() => {
      if (last === entry) last = null;
    });
  }
  return last.data;
}
