import type { ModelCard, RestorerCard } from "../../server/protocol/model-card.ts";
import { BOUNDS, compareKeys, type KnownFigure, knownFigure } from "./known.ts";

type Figures = Pick<ModelCard | RestorerCard, "kind" | "metrics" | "baselines">;

/** The same figure of something that one would use without the model. */
interface Baseline {
  /** As its keys start: `pca`, `linear`, … */
  name: string;
  value: number;
  /** It is better than the model, by however little. */
  wins: boolean;
}

/** One figure of a model and of all its baselines. */
export interface FigureRow {
  key: string;
  known: KnownFigure | null;
  /** Null where only baselines have it. */
  value: number | null;
  /** The strongest first. */
  baselines: Baseline[];
}

/** Everything that a card says in numbers: known figures first, in their order. A baseline's key is its name, a dot, the figure. */
export function figureRows({ kind, metrics, baselines }: Figures): FigureRow[] {
  const told = new Map<string, { name: string; value: number }[]>();
  for (const [path, value] of Object.entries(baselines)) {
    const dot = path.indexOf(".");
    const [name, key] = [path.slice(0, dot), path.slice(dot + 1)];
    // A PCA is no baseline of itself.
    if (dot > 0 && name !== kind) told.set(key, [...(told.get(key) ?? []), { name, value }]);
  }
  const keys = new Set([...Object.keys(metrics), ...told.keys()]);
  return [...keys].sort(compareKeys).map((key) => {
    const known = knownFigure(key);
    const value = metrics[key] ?? null;
    const others = (told.get(key) ?? []).map((baseline) => ({
      ...baseline,
      wins: value !== null && !BOUNDS.has(baseline.name) && isBetter(known, baseline.value, value),
    }));
    return { key, known, value, baselines: others.sort(byStrength(known)) };
  });
}

/** Those of `keys` that the card has, in that order. */
export function rowsOf(figures: Figures, keys: readonly string[]): FigureRow[] {
  const rows = new Map(figureRows(figures).map((row) => [row.key, row]));
  return keys.flatMap((key) => rows.get(key) ?? []);
}

/** Of what is better in no direction, nothing wins. */
function isBetter(known: KnownFigure | null, a: number, b: number): boolean {
  if (!known?.better) return false;
  return known.better === "lower" ? a < b : a > b;
}

function byStrength(known: KnownFigure | null): (a: Baseline, b: Baseline) => number {
  if (!known?.better) return (a, b) => a.name.localeCompare(b.name, "en");
  const sign = known.better === "lower" ? 1 : -1;
  return (a, b) => sign * (a.value - b.value);
}
