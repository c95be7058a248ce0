import type { ModelCard } from "../protocol/model-card.ts";

export interface Comparison {
  figure: string;
  card: number;
  measured: number;
  tolerance: number;
  equal: boolean;
}

/** Rounding differs between processors: a thousandth of the figure is allowed … */
const RELATIVE_TOLERANCE = 1e-3;
/** … and never less than this, for a KL near 0. */
const ABSOLUTE_TOLERANCE = 1e-3;
/** A code on the border between two classes may fall either way: three digits in a thousand. */
const NEIGHBOUR_TOLERANCE = 3e-3;

/** Every figure of the card beside the one measured now. A figure that is no number never agrees. */
export function compareMetrics(
  card: ModelCard["metrics"],
  measured: ModelCard["metrics"],
): Comparison[] {
  const found = flatten(measured);
  return [...flatten(card)].map(([figure, value]) => {
    const now = found.get(figure) ?? Number.NaN;
    const tolerance = toleranceOf(figure, value);
    return {
      figure,
      card: value,
      measured: now,
      tolerance,
      equal: Math.abs(now - value) <= tolerance,
    };
  });
}

function toleranceOf(figure: string, value: number): number {
  if (figure.endsWith("knn10")) return NEIGHBOUR_TOLERANCE;
  return Math.max(ABSOLUTE_TOLERANCE, Math.abs(value) * RELATIVE_TOLERANCE);
}

function flatten({ heldOut, pca }: ModelCard["metrics"]): Map<string, number> {
  const { klPerDimension, ...plain } = heldOut;
  const perDimension = klPerDimension.map((kl, index) => [`klPerDimension[${index}]`, kl] as const);
  return new Map([
    ...Object.entries(plain),
    ...perDimension,
    ...Object.entries(pca).map(([figure, value]) => [`pca.${figure}`, value] as const),
  ]);
}
