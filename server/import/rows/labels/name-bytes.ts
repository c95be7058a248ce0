const OTHER = "other";
const UNKNOWN = 255;

export interface NameBytes {
  names: string[];
  /** Index of each row's name; 255 where it is empty. */
  bytes: Uint8Array;
  /** How many different names were put under “other”. */
  others: number;
}

/** Names by the alphabet, numbers in them by their size; of more than `most` the most frequent and, last, “other”. */
export function nameBytes(texts: readonly string[], most: number): NameBytes {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== "") counts.set(text, (counts.get(text) ?? 0) + 1);
  const byCount = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const isTooMany = byCount.length > most;
  const kept = isTooMany ? byCount.filter((name) => name !== OTHER).slice(0, most - 1) : byCount;
  const { compare } = new Intl.Collator("en", { numeric: true });
  const names = kept.sort((a, b) => byNumber(a, b) || compare(a, b) || (a < b ? -1 : 1));
  if (isTooMany) names.push(OTHER);
  const places = new Map(names.map((name, place) => [name, place]));
  const bytes = Uint8Array.from(texts, (text) =>
    text === "" ? UNKNOWN : (places.get(text) ?? names.length - 1),
  );
  return {
    names: names.length > 0 ? names : ["–"],
    bytes,
    others: isTooMany ? byCount.length - most + 1 : 0,
  };
}

/** −1 before 1, which a dictionary does not see. */
const byNumber = (a: string, b: string): number => {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? 0 : difference;
};
