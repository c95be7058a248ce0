/** One line of the chart: a value for each epoch, null where none was taken. */
interface CurveLine {
  /** Measured on the images it learned from, or on others. */
  on: "train" | "validation" | null;
  values: (number | null)[];
}

/** What is drawn together: the same quantity on different images. */
export interface CurveTerm {
  /** As the file calls it: `reconstruction`, `kl`, … */
  name: string;
  lines: CurveLine[];
}

export interface Curve {
  epochs: number[];
  terms: CurveTerm[];
}

/**
 * Reads `curve.json`: an entry for each epoch, whose numbers, nested or not, are each a line. Of the names on the way to
 * a number, `train` and `validation` say on which images, the others what it is.
 * @returns null when it holds no epoch
 */
export function readCurve(file: unknown): Curve | null {
  const rows = Array.isArray(file) ? file : (file as { epochs?: unknown } | null)?.epochs;
  if (!Array.isArray(rows) || rows.length === 0) return null;
  const flat = rows.map((row) => new Map(numbersOf(row, [])));
  const epochs = flat.map((row, i) => row.get("epoch") ?? i + 1);
  const terms = new Map<string, CurveTerm>();
  for (const path of new Set(flat.flatMap((row) => [...row.keys()]))) {
    if (path === "epoch") continue;
    const parts = path.split(".");
    const on = parts.find(isOn) ?? null;
    const name = parts.filter((part) => part !== on).join(".") || "loss";
    const term = terms.get(name) ?? { name, lines: [] };
    term.lines.push({ on, values: flat.map((row) => row.get(path) ?? null) });
    terms.set(name, term);
  }
  return { epochs, terms: [...terms.values()] };
}

const isOn = (part: string): part is "train" | "validation" =>
  part === "train" || part === "validation";

function numbersOf(value: unknown, path: readonly string[]): [string, number][] {
  if (typeof value === "number") return Number.isFinite(value) ? [[path.join("."), value]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, [...path, key]));
}
