import { createRandom, type Random } from "../../latent/random.ts";

/** Held out to be measured on, of a hundred. */
const HELD_OUT_SHARE = 0.15;

export interface RowChoice {
  /** Numbers of the given rows, in the order in which they are kept: others first, then those held out, each ascending. */
  order: Uint32Array;
  counts: { train: number; validation: number; heldOut: number };
}

/**
 * Which rows are kept, and which of them are measured on: seeded choices, without a row of `bad`.
 * @param most so many are kept at most
 */
export function chooseRows(given: number, { bad, most, seed, heldOut }: ChoiceOptions): RowChoice {
  const random = createRandom(seed);
  const good = Uint32Array.from({ length: given }, (_, row) => row).filter((row) => !bad.has(row));
  const [kept] = choose(good, Math.min(most, good.length), random);
  const measured = heldOut ? Math.round(kept.length * HELD_OUT_SHARE) : 0;
  const [last, first] = choose(kept, measured, random);
  const order = new Uint32Array(kept.length);
  order.set(first);
  order.set(last, first.length);
  return { order, counts: { train: first.length, validation: 0, heldOut: last.length } };
}

/** The same choice without the rows at these places of its order. */
export function without({ order, counts }: RowChoice, places: ReadonlySet<number>): RowChoice {
  const heldOut = [...places].filter((place) => place >= counts.train + counts.validation).length;
  return {
    order: order.filter((_, place) => !places.has(place)),
    counts: {
      ...counts,
      train: counts.train - (places.size - heldOut),
      heldOut: counts.heldOut - heldOut,
    },
  };
}

interface ChoiceOptions {
  bad: ReadonlySet<number>;
  most: number;
  seed: number;
  heldOut: boolean;
}

/** Selection sampling (Knuth, volume 2, 3.4.2, S): `wanted` of the rows and the others, both in their order. */
function choose(rows: Uint32Array, wanted: number, random: Random): [Uint32Array, Uint32Array] {
  const chosen = new Uint32Array(wanted);
  const others = new Uint32Array(rows.length - wanted);
  let taken = 0;
  for (const [seen, row] of rows.entries()) {
    if ((rows.length - seen) * random() < wanted - taken) chosen[taken++] = row;
    else others[seen - taken] = row;
  }
  return [chosen, others];
}
