/** Below this share of the strongest dimension's KL a dimension hardly says anything about an image. */
const ACTIVE_SHARE = 0.02;

export interface SliderRow {
  dimension: number;
  /** Mean KL of the dimension over the strongest one's, 0..1. */
  activity: number;
  active: boolean;
}

/** One row per latent dimension, in order or by falling activity. */
export function sliderRows(
  latentDim: number,
  klPerDimension: readonly number[],
  byActivity: boolean,
): SliderRow[] {
  const strongest = Math.max(...klPerDimension, Number.EPSILON);
  const rows = Array.from({ length: latentDim }, (_, dimension) => {
    const activity = Math.max(0, klPerDimension[dimension] ?? 0) / strongest;
    return { dimension, activity, active: activity >= ACTIVE_SHARE };
  });
  return byActivity ? rows.sort((a, b) => b.activity - a.activity) : rows;
}
