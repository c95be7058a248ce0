import type { Vector3 } from "three";
import { LEAF, type PickTree } from "./pick-tree.ts";

/** A ray from the eye and how large points look along it. */
export interface PickRay {
  origin: Vector3;
  /** Unit length. */
  direction: Vector3;
  /** Radius of a drawn point, scene units. */
  radius: number;
  /** Least radius as a slope (radius / depth): far points are drawn no smaller than a few pixels. */
  minSlope: number;
  /** Largest radius as a slope: near images stop growing on screen. */
  maxSlope: number;
  /** How far beside a point still counts, as a slope. */
  slack: number;
}

export interface Best {
  row: number;
  depth: number;
  /** Slope by which the ray misses the drawn point; 0 when it goes through. */
  gap: number;
}

/**
 * The row that is seen under the pointer: of the points whose drawn disc the ray goes through the one in front,
 * else the one that it misses least within the slack.
 * @param hidden labels that are not drawn
 * @returns null when nothing is there
 */
export function pick(
  tree: PickTree,
  labels: Uint8Array,
  hidden: ReadonlySet<number>,
  ray: PickRay,
): number | null {
  const best: Best = { row: -1, depth: Number.POSITIVE_INFINITY, gap: ray.slack };
  const test = (row: number) => {
    if (!hidden.has(labels[row] ?? 0)) consider(tree.points, row, ray, best);
  };
  visit(tree, 0, 0, tree.order.length, ray, best, test);
  return best.row < 0 ? null : best.row;
}

/** Takes `row` over `best` if it is the better answer; ties go to the lower row. Exported for the parity test. */
export function consider(points: Float32Array, row: number, ray: PickRay, best: Best): void {
  const { origin, direction } = ray;
  const dx = (points[3 * row] ?? 0) - origin.x;
  const dy = (points[3 * row + 1] ?? 0) - origin.y;
  const dz = (points[3 * row + 2] ?? 0) - origin.z;
  const depth = dx * direction.x + dy * direction.y + dz * direction.z;
  if (depth <= 0) return;
  const beside = Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - depth * depth));
  const drawn = Math.min(Math.max(ray.radius, ray.minSlope * depth), ray.maxSlope * depth);
  const gap = Math.max(0, (beside - drawn) / depth);
  const better =
    gap < best.gap ||
    (gap === best.gap &&
      best.row >= 0 &&
      (depth < best.depth || (depth === best.depth && row < best.row)));
  if (better) Object.assign(best, { row, depth, gap });
}

function visit(
  tree: PickTree,
  node: number,
  from: number,
  to: number,
  ray: PickRay,
  best: Best,
  test: (row: number) => void,
): void {
  if (to === from || misses(tree.spheres, node, ray, best)) return;
  if (to - from <= LEAF) {
    for (let i = from; i < to; i++) test(tree.order[i] ?? 0);
    return;
  }
  const middle = from + ((to - from) >> 1);
  visit(tree, 2 * node + 1, from, middle, ray, best, test);
  visit(tree, 2 * node + 2, middle, to, ray, best, test);
}

/** Whether no point inside the node's sphere can beat the best so far. */
function misses(spheres: Float32Array, node: number, ray: PickRay, best: Best): boolean {
  const { origin, direction } = ray;
  const radius = spheres[4 * node + 3] ?? 0;
  const dx = (spheres[4 * node] ?? 0) - origin.x;
  const dy = (spheres[4 * node + 1] ?? 0) - origin.y;
  const dz = (spheres[4 * node + 2] ?? 0) - origin.z;
  const depth = dx * direction.x + dy * direction.y + dz * direction.z;
  const deepest = depth + radius;
  if (deepest <= 0) return true;
  if (best.gap === 0 && best.row >= 0 && depth - radius > best.depth) return true;
  const beside = Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - depth * depth));
  const reach = Math.max(ray.radius, ray.minSlope * deepest) + best.gap * deepest;
  return beside - radius > reach;
}
