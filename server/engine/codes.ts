import { readEmbedding } from "../model/artifact.ts";
import type { Catalog } from "./catalog.ts";

/** A few megabytes each at most; a lesson goes to and fro between two or three. */
const KEPT = 4;

/**
 * Reads the codes of a model's data, and keeps those that were asked for last.
 * @returns rejects when the file cannot be read, or the catalog has no such model
 */
export function createCodes(catalog: Catalog): (modelId: string) => Promise<Float32Array> {
  const kept = new Map<string, Promise<Float32Array>>();
  return (modelId) => {
    const entry = catalog.get(modelId);
    if (!entry) return Promise.reject(new Error(`there is no model ${modelId}`));
    // Other weights of a model that came anew are other codes.
    const key = `${modelId} ${entry.card.weightsHash}`;
    const codes = kept.get(key) ?? readEmbedding(entry.folder, entry.card);
    // Last in the map: what was not asked for longest goes first.
    kept.delete(key);
    kept.set(key, codes);
    codes.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return codes;
  };
}
