/** What one step, or an epoch's mean, costs, by name: `reconstruction`, `kl`, … */
export type Losses = Record<string, number>;

/** A running mean, weighted by images, since the last batch of an epoch may be short. */
export function createMeanLosses() {
  let images = 0;
  const sum: Losses = {};
  return {
    add(losses: Losses, count: number) {
      images += count;
      for (const [name, loss] of Object.entries(losses))
        sum[name] = (sum[name] ?? 0) + loss * count;
    },
    value: (): Losses =>
      Object.fromEntries(Object.entries(sum).map(([name, total]) => [name, total / images])),
  };
}
