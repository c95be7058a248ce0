import { readCard } from "../model/artifact.ts";
import { AppError } from "../protocol/errors.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Catalog, CatalogEntry } from "./catalog.ts";

/** The decoders of one engine, each opened when it is first asked for. */
export interface OpenModels<Decoder> {
  /**
   * Runs `decode` with the decoder of a model, which stays open meanwhile.
   * @throws AppError `model_not_found`, `engine_unavailable` when its folder now holds another model, RangeError when
   * `z` does not hold `count` latents, and what `decode` throws
   */
  use: <T>(
    modelId: string,
    z: Float32Array,
    count: number,
    decode: (card: ModelCard, decoder: Decoder) => Promise<T>,
  ) => Promise<T>;
  /** Safe to call twice. */
  dispose: () => Promise<void>;
}

interface Opened<Decoder> {
  readonly entry: CatalogEntry;
  readonly decoder: Promise<Decoder>;
  /** Decodes under way: a session that is released under a run takes the process with it. */
  users: number;
  /** No longer of the catalog. */
  retired: boolean;
}

/** @param catalog may change: decoders of models that are gone, or are other ones now, are closed */
export function openModels<Decoder>(
  catalog: Catalog,
  open: (entry: CatalogEntry) => Promise<Decoder>,
  close: (decoder: Decoder) => Promise<unknown>,
): OpenModels<Decoder> {
  const opened = new Map<string, Opened<Decoder>>();

  const closeUnused = ({ retired, users, decoder }: Opened<Decoder>) => {
    // What never opened, or does not close, is nobody's any more.
    if (retired && users === 0) decoder.then(close).catch(() => undefined);
  };
  const retireOld = () => {
    for (const [id, one] of opened) {
      const now = catalog.get(id);
      if (now && now.folder === one.entry.folder && sameWeights(now, one.entry)) continue;
      opened.delete(id);
      one.retired = true;
      closeUnused(one);
    }
  };
  const opening = (entry: CatalogEntry): Opened<Decoder> => {
    const { id } = entry.card;
    retireOld();
    const known = opened.get(id);
    if (known) return known;
    const decoder = openUnchanged(entry, open, close);
    const fresh = { entry, decoder, users: 0, retired: false };
    opened.set(id, fresh);
    // What failed may have been mended by the next time.
    decoder.catch(() => {
      if (opened.get(id) === fresh) opened.delete(id);
    });
    return fresh;
  };

  return {
    async use(modelId, z, count, decode) {
      const entry = catalog.get(modelId);
      if (!entry) throw new AppError("model_not_found");
      const expected = count * entry.card.latentDim;
      if (z.length !== expected)
        throw new RangeError(`expected ${expected} values, got ${z.length}`);
      const one = opening(entry);
      one.users++;
      try {
        return await decode(entry.card, await one.decoder);
      } finally {
        one.users--;
        closeUnused(one);
      }
    },
    async dispose() {
      const all = await Promise.allSettled([...opened.values()].map(({ decoder }) => decoder));
      opened.clear();
      for (const result of all) if (result.status === "fulfilled") await close(result.value);
    },
  };
}

function sameWeights(a: CatalogEntry, b: CatalogEntry): boolean {
  return a.card.weightsHash === b.card.weightsHash;
}

/** Everyone holds the card that was read last; a decoder trained since draws something else, or another size. */
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
