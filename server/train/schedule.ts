/** Last step size as a fraction of the first. */
const FINAL_RATE = 0.01;

/** Step size at `progress` (0..1 of all epochs): a half cosine from `first` to a hundredth of it. */
export function learningRateAt(progress: number, first: number): number {
  const clamped = Math.min(Math.max(progress, 0), 1);
  const cosine = (1 + Math.cos(Math.PI * clamped)) / 2;
  return first * (FINAL_RATE + (1 - FINAL_RATE) * cosine);
}

/**
 * Weight of the KL term in `epoch` (0-based): grows in a line to `beta`, which it reaches in epoch
 * `warmUpEpochs`. Without it the KL term can win early and leave dimensions dead.
 */
export function betaAt(epoch: number, beta: number, warmUpEpochs: number): number {
  return beta * Math.min(1, (epoch + 1) / (warmUpEpochs + 1));
}
