import type { Dataset } from "../../../server/protocol/dataset.ts";
import type { AnyCard } from "./groups.ts";

export interface Filter {
  /** Id of a data set; null: all. */
  dataset: string | null;
  words: string;
}

export const EVERYTHING: Filter = { dataset: null, words: "" };

/** Models of the data set that hold every word, in any order, in what `textOf` says of them. */
export function filterModels<C extends AnyCard>(
  cards: readonly C[],
  { dataset, words }: Filter,
  textOf: (card: C) => string,
): C[] {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    if (dataset !== null && card.dataset.id !== dataset) return false;
    const text = textOf(card).toLowerCase();
    return sought.every((word) => text.includes(word));
  });
}

/** Each data set once, in the order of the models. */
export function datasetsOf(cards: readonly AnyCard[]): Dataset[] {
  return [...new Map(cards.map(({ dataset }) => [dataset.id, dataset])).values()];
}
