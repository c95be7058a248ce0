/** How different two images look: the root of the mean squared difference of their pixels, as a share of white. */
export function imageDistance(a: Uint8Array, b: Uint8Array): number {
  let square = 0;
  for (let i = 0; i < a.length; i++) square += ((a[i] as number) - (b[i] as number)) ** 2;
  return Math.sqrt(square / Math.max(1, a.length)) / 255;
}

/** The largest step between images that follow each other, and before which it comes. */
export function largestJump(frames: readonly Uint8Array[]): { jump: number; at: number } {
  let jump = 0;
  let at = 0;
  for (let i = 1; i < frames.length; i++) {
    const step = imageDistance(frames[i - 1] as Uint8Array, frames[i] as Uint8Array);
    if (step > jump) [jump, at] = [step, i];
  }
  return { jump, at };
}
