import { readCard } from "../model/artifact.ts";
import { AppError } from "../protocol/errors.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Catalog, CatalogEntry } from "./catalog.ts";

/** The decoders of one engine, each opened when it is first asked for. */
export interface OpenModels<Decoder> {
  /**
   * @throws AppError `model_not_found`, `engine_unavailable` when its folder now holds another model, RangeError when
   * `z` does not hold `count` latents
   */
  find: (
    modelId: string,
    z: Float32Array,
    count: number,
  ) => Promise<{ card: ModelCard; decoder: Decoder }>;
  /** Safe to call twice. */
  dispose: () => Promise<void>;
}

export function openModels<Decoder>(
  catalog: Catalog,
  open: (entry: CatalogEntry) => Promise<Decoder>,
  close: (decoder: Decoder) => Promise<unknown>,
): OpenModels<Decoder> {
  const opened = new Map<string, Promise<Decoder>>();

  const opening = (entry: CatalogEntry) => {
    const { id } = entry.card;
    const known = opened.get(id);
    if (known) return known;
    const fresh = openUnchanged(entry, open, close);
    opened.set(id, fresh);
    // What failed may have been mended by the next time.
    fresh.catch(() => opened.delete(id));
    return fresh;
  };

  return {
    async find(modelId, z, count) {
      const entry = catalog.get(modelId);
      if (!entry) throw new AppError("model_not_found");
      const expected = count * entry.card.latentDim;
      if (z.length !== expected)
        throw new RangeError(`expected ${expected} values, got ${z.length}`);
      return { card: entry.card, decoder: await opening(entry) };
    },
    async dispose() {
      const all = await Promise.allSettled(opened.values());
      opened.clear();
      for (const result of all) if (result.status === "fulfilled") await close(result.value);
    },
  };
}

/** Everyone holds the card that was read at the start; a decoder trained since draws something else, or another size. */
async function openUnchanged<Decoder>(
  entry: CatalogEntry,
  open: (entry: CatalogEntry) => Promise<Decoder>,
  close: (decoder: Decoder) => Promise<unknown>,
): Promise<Decoder> {
  const [decoder] = await Promise.allSettled([open(entry)]);
  // After the files: a folder that is replaced meanwhile is noticed.
  const { weightsHash } = await readCard(entry.folder).catch(() => ({ weightsHash: null }));
  if (weightsHash === entry.card.weightsHash) {
    if (decoder.status === "fulfilled") return decoder.value;
    throw decoder.reason;
  }
  if (decoder.status === "fulfilled") await close(decoder.value);
  throw new AppError("engine_unavailable", {
    message: `The files of the model “${entry.card.id}” have changed since the server started. Restart the server.`,
  });
}
