/** What labels.bin can tell apart. */
const CLASSES_MAX = 64;
const NAME_MAX = 60;
const REST = "other";
/** The name of the only class. */
const ALL = "images";

export interface Classes {
  classNames: string[];
  labels: Uint8Array;
  said: string[];
}

const collator = new Intl.Collator("en", { numeric: true });

/**
 * Classes by name, in the order of their names, numbers by value. Beyond 64 the largest keep their names and the rest are
 * "other". `null` of all is one class.
 */
export function classesOf(names: readonly (string | null)[]): Classes {
  const counts = new Map<string, number>();
  const labelled = names.map((name) => shown(name ?? ""));
  for (const name of labelled) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 1 && labelled[0] === "")
    return { classNames: [ALL], labels: new Uint8Array(names.length), said: [] };
  const isTooMany = counts.size > CLASSES_MAX;
  const own = [...counts]
    .filter(([name]) => name !== "" || !isTooMany)
    .sort(([a, m], [b, n]) => n - m || collator.compare(a, b))
    .slice(0, isTooMany ? CLASSES_MAX - 1 : CLASSES_MAX)
    .map(([name]) => name);
  own.sort(collator.compare);
  const classNames = [...own.map((name) => name || REST), ...(isTooMany ? [REST] : [])];
  const index = new Map(own.map((name, i) => [name, i]));
  const labels = Uint8Array.from(labelled, (name) => index.get(name) ?? own.length);
  const said = isTooMany
    ? [
        `${counts.size} classes: the ${own.length} largest keep their names, the rest are "${REST}".`,
      ]
    : [];
  return { classNames, labels, said };
}

function shown(name: string): string {
  return [...name.normalize("NFC")].slice(0, NAME_MAX).join("");
}
