/**
 * A k-d tree over the points, laid out in one index array: each node's range splits at its middle, and the
 * children of node n are 2n + 1 and 2n + 2. Built once per cloud; a query touches a few hundred points instead of all of them.
 */
export interface PickTree {
  points: Float32Array;
  /** Rows in tree order. */
  order: Uint32Array;
  /** Per node: centre xyz and radius. */
  spheres: Float32Array;
}

export const LEAF = 32;

export function buildPickTree(points: Float32Array): PickTree {
  const count = Math.floor(points.length / 3);
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  const spheres = new Float32Array(4 * nodeCount(count));
  const tree = { points, order, spheres };
  if (count > 0) split(tree, 0, { from: 0, to: count });
  return tree;
}

interface Range {
  from: number;
  to: number;
}

/** Room for every node of a tree that halves until ranges hold at most LEAF rows. */
function nodeCount(count: number): number {
  const levels = Math.max(0, Math.ceil(Math.log2(count / LEAF)) + 1);
  return 2 ** (levels + 1);
}

function split(tree: PickTree, node: number, { from, to }: Range): void {
  const axis = enclose(tree, node, { from, to });
  if (to - from <= LEAF) return;
  const middle = from + ((to - from) >> 1);
  select(tree, axis, { from, to }, middle);
  split(tree, 2 * node + 1, { from, to: middle });
  split(tree, 2 * node + 2, { from: middle, to });
}

/** Writes the node's bounding sphere and says along which axis it is longest. */
function enclose(tree: PickTree, node: number, range: Range): number {
  const { points, order, spheres } = tree;
  let longest = 0;
  let most = -1;
  for (let axis = 0; axis < 3; axis++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = range.from; i < range.to; i++) {
      const value = points[3 * (order[i] ?? 0) + axis] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    spheres[4 * node + axis] = (low + high) / 2;
    if (high - low > most) {
      most = high - low;
      longest = axis;
    }
  }
  // Rounded up: the sphere is stored in single precision.
  spheres[4 * node + 3] = radiusAround(tree, node, range) * 1.000001;
  return longest;
}

function radiusAround({ points, order, spheres }: PickTree, node: number, range: Range): number {
  const [x = 0, y = 0, z = 0] = spheres.subarray(4 * node, 4 * node + 3);
  let largest = 0;
  for (let i = range.from; i < range.to; i++) {
    const at = 3 * (order[i] ?? 0);
    const dx = (points[at] ?? 0) - x;
    const dy = (points[at + 1] ?? 0) - y;
    const dz = (points[at + 2] ?? 0) - z;
    largest = Math.max(largest, dx * dx + dy * dy + dz * dz);
  }
  return Math.sqrt(largest);
}

/** Hoare's selection: afterwards everything before `middle` is no larger along `axis` than what follows. */
function select(tree: PickTree, axis: number, range: Range, middle: number): void {
  let low = range.from;
  let high = range.to - 1;
  while (low < high) {
    const { left, right } = partition(tree, axis, low, high);
    if (middle <= left) high = left;
    else if (middle >= right) low = right;
    else return;
  }
}

/** Swaps rows until everything up to `left` is no larger than everything from `right` on. */
function partition({ points, order }: PickTree, axis: number, low: number, high: number) {
  const value = (i: number) => points[3 * (order[i] ?? 0) + axis] ?? 0;
  const pivot = value((low + high) >> 1);
  let right = low;
  let left = high;
  while (right <= left) {
    while (value(right) < pivot) right++;
    while (value(left) > pivot) left--;
    if (right > left) break;
    const row = order[right] ?? 0;
    order[right++] = order[left] ?? 0;
    order[left--] = row;
  }
  return { left, right };
}
