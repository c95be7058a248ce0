/**
 * An order in which neighbours are alike: from `start` always on to the nearest that is left, the nearest-neighbour
 * tour (Rosenkrantz, Stearns & Lewis 1977). n²/2 distances.
 * @param distance between the items of two indices
 * @returns indices
 */
export function chainOf(
  count: number,
  distance: (a: number, b: number) => number,
  start = 0,
): number[] {
  if (count === 0) return [];
  const left = new Set(Array.from({ length: count }, (_, i) => i));
  left.delete(start);
  const chain = [start];
  let last = start;
  while (left.size > 0) {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const other of left) {
      const away = distance(last, other);
      if (!(away < least)) continue;
      nearest = other;
      least = away;
    }
    // Distances that are no numbers: the rest keeps its order.
    if (nearest < 0) return [...chain, ...left];
    left.delete(nearest);
    chain.push(nearest);
    last = nearest;
  }
  return chain;
}

const ROUNDS = 60;

/**
 * Where each point lies along the direction in which they vary most: the first principal axis, by power iteration on the
 * covariance (von Mises & Pollaczek-Geiringer 1929). Its sign is such that the largest component is positive.
 */
export function alongPrincipalAxis(points: readonly Float32Array[]): number[] {
  const dim = points[0]?.length ?? 0;
  const mean = Array.from({ length: dim }, (_, d) =>
    points.reduce((sum, z) => sum + (z[d] ?? 0) / points.length, 0),
  );
  const centred = points.map((z) => Array.from(z, (value, d) => value - (mean[d] ?? 0)));
  // Not along any one axis, so that no axis is at right angles to the start.
  let axis = mean.map((_, d) => 1 + d / dim);
  for (let round = 0; round < ROUNDS; round++) {
    const next = mean.map(() => 0);
    for (const row of centred) {
      const along = row.reduce((sum, value, d) => sum + value * (axis[d] ?? 0), 0);
      for (const [d, value] of row.entries()) next[d] = (next[d] ?? 0) + along * value;
    }
    const length = Math.hypot(...next);
    if (length === 0) break;
    axis = next.map((value) => value / length);
  }
  const largest = axis.reduce((most, v) => (Math.abs(v) > Math.abs(most) ? v : most), 0);
  const sign = largest < 0 ? -1 : 1;
  return centred.map(
    (row) => sign * row.reduce((sum, value, d) => sum + value * (axis[d] ?? 0), 0),
  );
}
