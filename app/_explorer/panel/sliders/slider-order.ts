import { isActive } from "../../posterior/active-units.ts";

export interface SliderRow {
  dimension: number;
  /** Mean KL of the dimension, nats; null where the model has none, and for a dimension that is a label. */
  kl: number | null;
  /** Standard deviation of the data along it where there is no KL; null where that is not known either. */
  spread: number | null;
  /** One of them over the greatest one, 0..1. */
  activity: number;
  /** False for a dimension that says nothing about an image: it has collapsed to the prior. */
  active: boolean;
}

/**
 * One row per latent dimension, in order or by falling activity.
 * @param label the dimension that is a label, if any
 * @param spread by dimension, of a model without a KL
 */
export function sliderRows(
  latentDim: number,
  klPerDimension: readonly number[],
  byActivity: boolean,
  { label, spread = null }: { label?: number | undefined; spread?: ArrayLike<number> | null } = {},
): SliderRow[] {
  const most = Math.max(Number.EPSILON, ...klPerDimension, ...Array.from(spread ?? []));
  const rows = Array.from({ length: latentDim }, (_, dimension): SliderRow => {
    const kl = dimension === label ? undefined : klPerDimension[dimension];
    if (kl !== undefined) {
      const active = isActive(klPerDimension, dimension);
      return { dimension, kl, spread: null, activity: Math.max(0, kl) / most, active };
    }
    const width = spread?.[dimension] ?? null;
    return { dimension, kl: null, spread: width, activity: (width ?? 0) / most, active: true };
  });
  return byActivity ? rows.sort((a, b) => b.activity - a.activity) : rows;
}

/** Sliders of a page: more of them are neither overlooked nor cheap. */
export const PAGE = 16;

/** Those whose number begins with what was typed; all where nothing was. */
export function foundRows(rows: readonly SliderRow[], typed: string): readonly SliderRow[] {
  const digits = typed.replace(/\D/g, "");
  if (digits === "") return rows;
  return rows.filter(({ dimension }) => String(dimension + 1).startsWith(digits));
}

/** One page of them; a page that there is not becomes the last. */
export function pageOf<T>(
  rows: readonly T[],
  page: number,
): { shown: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { shown: rows.slice(at * PAGE, (at + 1) * PAGE), page: at, pages };
}
