import type { ModelCard } from "../../../../../server/protocol/model-card.ts";

/** One line of the table: the same figure of two models; undefined where one has none. */
export interface ComparedFigure {
  key: (typeof FIGURES)[number]["key"];
  digits: number;
  values: readonly [number | undefined, number | undefined];
  /** Which of them is better; null where neither is, or it cannot be told. */
  better: 0 | 1 | null;
}

/** In the order shown. Of the KL neither less nor more is better: it is what the rest was bought with. */
const FIGURES = [
  { key: "negativeElbo", digits: 1, better: "less" },
  { key: "klNats", digits: 1, better: null },
  { key: "mse", digits: 4, better: "less" },
  { key: "psnr", digits: 2, better: "more" },
  { key: "bce", digits: 4, better: "less" },
  { key: "knn10", digits: 3, better: "more" },
] as const;

type Figures = Pick<ModelCard, "metrics">;

/** Held-out figures of two models of the same data, those that at least one of them has. */
export function compareFigures(room: Figures, beside: Figures): ComparedFigure[] {
  return FIGURES.flatMap(({ key, digits, better }) => {
    const [a, b] = [room.metrics[key], beside.metrics[key]];
    if (a === undefined && b === undefined) return [];
    return [{ key, digits, values: [a, b], better: betterOf(a, b, better) }];
  });
}

function betterOf(
  a: number | undefined,
  b: number | undefined,
  better: "less" | "more" | null,
): 0 | 1 | null {
  if (a === undefined || b === undefined || a === b || better === null) return null;
  return a < b === (better === "less") ? 0 : 1;
}
