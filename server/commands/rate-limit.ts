/** A token bucket: `perSecond` on average, `burst` at once. */
export function createRateLimit(
  perSecond: number,
  burst: number,
  now: () => number,
): () => boolean {
  let tokens = burst;
  let last = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + ((time - last) / 1000) * perSecond);
    last = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
