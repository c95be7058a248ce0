import type { Catalog, CatalogEntry } from "../engine/catalog.ts";
import { readExactImages } from "../image/exact-images.ts";
import { readEmbedding } from "../model/artifact.ts";
import { embeddingCount, imageSize } from "../protocol/card-shape.ts";
import { AppError } from "../protocol/errors.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";

/** So many wait in the scheduler at once: a move that comes meanwhile waits for one batch at most. */
const BATCH = 64;

/** How far each shown image is from what its model makes of it. */
export interface ReconstructionErrors {
  /** Known, or on its way. */
  has: (modelId: string) => boolean;
  /**
   * Mean squared error a pixel, pixels in 0..1, one a shown row. Computed when it is first asked for, and kept.
   * @throws AppError `model_not_found`, and what the scheduler throws
   */
  of: (modelId: string) => Promise<Float32Array<ArrayBuffer>>;
}

interface Deps {
  catalog: Catalog;
  scheduler: Pick<DecodeScheduler, "decode">;
}

export function createReconstructionErrors({ catalog, scheduler }: Deps): ReconstructionErrors {
  /** By weights. */
  const known = new Map<string, Promise<Float32Array<ArrayBuffer>>>();
  const weightsOf = (modelId: string) => catalog.get(modelId)?.card.weightsHash ?? "";
  /** One model after another, so that ten thousand decodes of each do not all wait together. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    has: (modelId) => known.has(weightsOf(modelId)),
    of(modelId) {
      const entry = catalog.get(modelId);
      if (!entry) return Promise.reject(new AppError("model_not_found"));
      const { weightsHash } = entry.card;
      const found = known.get(weightsHash);
      if (found) return found;
      const computing = last.then(() => compute(entry, scheduler));
      known.set(weightsHash, computing);
      // Whoever asked hears of it; the next who asks tries again.
      last = computing.catch(() => known.delete(weightsHash));
      return computing;
    },
  };
}

async function compute(
  { card, folder, data }: CatalogEntry,
  scheduler: Deps["scheduler"],
): Promise<Float32Array<ArrayBuffer>> {
  const [embedding, images] = await Promise.all([
    readEmbedding(folder, card),
    readExactImages(data, card.dataset),
  ]);
  const [count, size, dim] = [embeddingCount(card), imageSize(card), card.latentDim];
  const errors = new Float32Array(count);
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(count, from + BATCH);
    const z = embedding.slice(from * dim, to * dim);
    const drawn = await scheduler.decode(card.id, z, to - from);
    for (let row = from; row < to; row++)
      errors[row] = meanSquare(
        drawn.subarray((row - from) * size, (row - from + 1) * size),
        images.subarray(row * size, (row + 1) * size),
      );
  }
  return errors;
}

function meanSquare(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return sum / a.length / 255 ** 2;
}
