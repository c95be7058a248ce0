import { distanceBetween } from "./classes.ts";

/** Mean distance of all pairs, Σ_{i<j} |zᵢ − zⱼ| / (n(n − 1)/2): Gini's mean difference in several dimensions. Null below two. */
export function meanPairwiseDistance(points: readonly Float32Array[]): number | null {
  if (points.length < 2) return null;
  let sum = 0;
  for (const [i, a] of points.entries())
    for (const b of points.slice(i + 1)) sum += distanceBetween(a, b);
  return sum / ((points.length * (points.length - 1)) / 2);
}

/**
 * Groups of points that hang together by steps of at most `reach`: single linkage (Sneath 1957) cut at that height.
 * @returns indices, largest group first; of equals the one with the lowest index
 */
export function clustersWithin(points: readonly Float32Array[], reach: number): number[][] {
  const left = new Set(points.keys());
  const clusters: number[][] = [];
  for (const first of points.keys()) {
    if (!left.delete(first)) continue;
    const cluster = [first];
    // The list grows while it is walked: every member looks for its own neighbours once.
    for (const member of cluster) {
      const from = points[member] as Float32Array;
      for (const other of left) {
        if (distanceBetween(from, points[other] as Float32Array) > reach) continue;
        left.delete(other);
        cluster.push(other);
      }
    }
    clusters.push(cluster.sort((a, b) => a - b));
  }
  return clusters.sort((a, b) => b.length - a.length);
}
