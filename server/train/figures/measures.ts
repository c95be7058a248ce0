/**
 * Mean KL of every dimension, nats: −½(1 + ln σ² − μ² − σ²) (Kingma & Welling, arXiv 1312.6114,
 * appendix B).
 */
export function meanKlPerDimension(
  { mean, logVar }: { mean: Float32Array; logVar: Float32Array },
  latentDim: number,
): number[] {
  const kl = new Array<number>(latentDim).fill(0);
  const count = mean.length / latentDim;
  for (const [index, mu] of mean.entries()) {
    const s = logVar[index] ?? 0;
    const dimension = index % latentDim;
    kl[dimension] = (kl[dimension] ?? 0) - (0.5 * (1 + s - mu * mu - Math.exp(s))) / count;
  }
  return kl;
}
