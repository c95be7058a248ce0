/** Figures of a card, or the same measured now. */
interface Figures {
  metrics: Readonly<Record<string, number>>;
  baselines: Readonly<Record<string, number>>;
  klPerDimension?: readonly number[];
}

export interface Comparison {
  figure: string;
  /** NaN where one of the two has none. */
  card: number;
  measured: number;
  tolerance: number;
  equal: boolean;
}

/** Rounding differs between processors: a thousandth of the figure is allowed … */
const RELATIVE_TOLERANCE = 1e-3;
/** … and never less than this … */
const ABSOLUTE_TOLERANCE = 1e-5;
/** … or this, nats, for a KL near 0. */
const KL_TOLERANCE = 1e-3;
/** A code on the border between two classes may fall either way: three digits in a thousand. */
const SHARE_TOLERANCE = 3e-3;

/** Every figure of the card or measured now, beside one another. One that is missing or no number never agrees. */
export function compareFigures(card: Figures, measured: Figures): Comparison[] {
  const [told, found] = [flatten(card), flatten(measured)];
  return [...new Set([...told.keys(), ...found.keys()])].map((figure) => {
    const value = told.get(figure) ?? Number.NaN;
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
  if (/knn10(\.|$)|^label/.test(figure)) return SHARE_TOLERANCE;
  const least = figure.startsWith("kl") ? KL_TOLERANCE : ABSOLUTE_TOLERANCE;
  return Math.max(least, Math.abs(value) * RELATIVE_TOLERANCE);
}

function flatten({ metrics, baselines, klPerDimension = [] }: Figures): Map<string, number> {
  const perDimension = klPerDimension.map((kl, index) => [`klPerDimension[${index}]`, kl] as const);
  return new Map([...Object.entries(metrics), ...perDimension, ...Object.entries(baselines)]);
}
