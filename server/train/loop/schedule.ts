/** Last step size as a fraction of the first. */
const FINAL_RATE = 0.01;

/** Step size at `progress` (0..1 of all epochs): a half cosine from `first` to a hundredth of it. */
export function learningRateAt(progress: number, first: number): number {
  const clamped = Math.min(Math.max(progress, 0), 1);
  const cosine = (1 + Math.cos(Math.PI * clamped)) / 2;
  return first * (FINAL_RATE + (1 - FINAL_RATE) * cosine);
}

/**
 * Share of the KL term's weight in `epoch` (0-based): grows in a line to 1, which it reaches in epoch
 * `warmUpEpochs`. Without it the KL term can win early and leave dimensions dead.
 */
export function warmthAt(epoch: number, warmUpEpochs: number): number {
  return Math.min(1, (epoch + 1) / (warmUpEpochs + 1));
}

/** Share of all epochs after which bending and corruption fade. */
const FADE_FROM = 0.75;

/**
 * How much of the augmentation is left at `progress` (0..1 of all epochs): all of it at first, none
 * at the end. Bent images are a little softer than real ones; the last epochs see real ones.
 */
export function augmentationAt(progress: number): number {
  return Math.min(1, Math.max(0, (1 - progress) / (1 - FADE_FROM)));
}
