import { createRandom, type Random } from "../../latent/random.ts";

/** Row indices of the dataset, disjoint; without a limit their union is every row. */
export interface Split {
  train: Uint32Array;
  /** Chooses the best epoch. Never trained on. */
  validation: Uint32Array;
  /** Looked at once, after training. */
  heldOut: Uint32Array;
}

const VALIDATION_SHARE = 0.05;
const HELD_OUT_SHARE = 0.15;
/** Of a source's own training images: 5,000 of 60,000. */
const OFFICIAL_VALIDATION_SHARE = 1 / 12;

/** A plain (not stratified) split by a seeded shuffle: 80 / 5 / 15 in a hundred. */
export function splitRows(count: number, seed: number): Split {
  const order = shuffledRows(count, createRandom(seed));
  const heldOut = Math.round(count * HELD_OUT_SHARE);
  const validation = Math.round(count * VALIDATION_SHARE);
  const train = count - heldOut - validation;
  return {
    train: order.slice(0, train),
    validation: order.slice(train, train + validation),
    heldOut: order.slice(train + validation),
  };
}

/**
 * The split of a source that says itself which rows are held out, those from `heldOutFrom` on, in its order; the seed chooses
 * the rows for validation among the others. `limit` keeps that many rows, of both parts alike.
 */
export function splitOfficial(
  count: number,
  { heldOutFrom, seed, limit = count }: { heldOutFrom: number; seed: number; limit?: number },
): Split {
  const kept = Math.min(limit, count);
  const heldOut = Math.round((kept * (count - heldOutFrom)) / count);
  const order = shuffledRows(heldOutFrom, createRandom(seed)).slice(0, kept - heldOut);
  const train = order.length - Math.round(order.length * OFFICIAL_VALIDATION_SHARE);
  return {
    train: order.slice(0, train),
    validation: order.slice(train),
    heldOut: Uint32Array.from({ length: heldOut }, (_, row) => heldOutFrom + row),
  };
}

/** 0..count−1 in random order (Fisher–Yates). */
export function shuffledRows(count: number, random: Random): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    const kept = rows[last] ?? 0;
    rows[last] = rows[chosen] ?? 0;
    rows[chosen] = kept;
  }
  return rows;
}
