/** Nats: a dimension that tells less about an image on average tells nothing, and counts as collapsed. */
export const ACTIVE_NATS = 0.01;
/** Burda, Grosse & Salakhutdinov 2016 (arXiv 1509.00519): active is what has a mean that varies by more than this. */
export const ACTIVE_VARIANCE = 0.01;

/** Whether a dimension says anything; true where the model has no KL to tell it by. */
export function isActive(klPerDimension: readonly number[], dimension: number): boolean {
  return (klPerDimension[dimension] ?? Number.POSITIVE_INFINITY) > ACTIVE_NATS;
}

/** Dimensions whose posterior's mean varies over the data by more than ACTIVE_VARIANCE. */
export function variedDimensions(
  { embedding, count }: { embedding: Float32Array; count: number },
  latentDim: number,
): boolean[] {
  return Array.from({ length: latentDim }, (_, d) => {
    let [sum, squares] = [0, 0];
    for (let at = d; at < embedding.length; at += latentDim) {
      const value = embedding[at] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / Math.max(1, count);
    return squares / Math.max(1, count) - mean * mean > ACTIVE_VARIANCE;
  });
}
