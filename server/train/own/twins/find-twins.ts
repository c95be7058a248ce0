import { createHash } from "node:crypto";
import { lookDistance, looksOf, type Pictures } from "./look.ts";

/** Bits in which a picture saved anew, or made a little smaller, may look different. */
const LOOK_MAX = 3;
/** Root mean square difference of near twins, as a share of how much the picture itself varies: a JPEG file at quality 60 is at half of it. */
const DIFFERENCE_MAX = 0.12;
/** Of pictures that look alike from afar each is compared with so many: a thousand plain ones would be a million pairs. */
const COMPARED_MAX = 200;

export interface Twins {
  /** Of each picture the first of its group; of one without a twin itself. */
  groupOf: Uint32Array;
  /** Pictures that have the same pixels as an earlier one. */
  exact: number;
  /** Pictures that differ hardly, like the same photograph saved twice. */
  near: number;
}

/** Finds pictures that are there twice, pixel by pixel or nearly; twins of twins are one group. */
export function findTwins(pictures: Pictures): Twins {
  const groups = createGroups(pictures.count);
  const firsts = joinEqual(pictures, groups);
  const spreads = new Map(firsts.map((row) => [row, spreadOf(pictures, row)]));
  let near = 0;
  for (const [row, other] of alikeFromAfar(looksOf(pictures), firsts)) {
    if (groups.same(row, other)) continue;
    const limit = DIFFERENCE_MAX * Math.min(spreads.get(row) ?? 0, spreads.get(other) ?? 0);
    if (!differLess(pictures, { row, other, limit })) continue;
    groups.join(row, other);
    near += 1;
  }
  return { groupOf: groups.all(), exact: pictures.count - firsts.length, near };
}

/** Pairs of pictures whose looks differ in few bits; words of 64 bits that differ in three have one of four parts in common. */
function* alikeFromAfar(
  looks: Uint32Array,
  rows: readonly number[],
): Generator<[row: number, other: number]> {
  for (let part = 0; part <= LOOK_MAX; part++) {
    const buckets = new Map<number, number[]>();
    for (const row of rows) {
      const half = looks[2 * row + (part >> 1)] as number;
      const key = (half >>> (16 * (part & 1))) & 0xffff;
      const bucket = buckets.get(key) ?? [];
      buckets.set(key, bucket);
      for (const other of bucket.slice(-COMPARED_MAX))
        if (lookDistance(looks, row, other) <= LOOK_MAX) yield [row, other];
      bucket.push(row);
    }
  }
}

/** Joins pictures with the same pixels. @returns the first of each */
function joinEqual(pictures: Pictures, groups: ReturnType<typeof createGroups>): number[] {
  const known = new Map<string, number>();
  for (let row = 0; row < pictures.count; row++) {
    const key = createHash("sha1").update(pictureAt(pictures, row)).digest("base64");
    const first = known.get(key);
    if (first === undefined) known.set(key, row);
    else groups.join(first, row);
  }
  return [...known.values()];
}

function pictureAt({ pixels, side }: Pictures, row: number): Uint8Array {
  const size = side * side * 3;
  return pixels.subarray(row * size, (row + 1) * size);
}

/** Standard deviation of all its numbers, from the mean of each channel. */
function spreadOf(pictures: Pictures, row: number): number {
  const picture = pictureAt(pictures, row);
  const sums = [0, 0, 0];
  let squares = 0;
  for (const [i, value] of picture.entries()) {
    sums[i % 3] = (sums[i % 3] as number) + value;
    squares += value * value;
  }
  const area = picture.length / 3;
  const means = sums.reduce((sum, channel) => sum + (channel / area) ** 2, 0) / 3;
  return Math.sqrt(Math.max(0, squares / picture.length - means));
}

function differLess(
  pictures: Pictures,
  { row, other, limit }: { row: number; other: number; limit: number },
): boolean {
  const [a, b] = [pictureAt(pictures, row), pictureAt(pictures, other)];
  const most = limit * limit * a.length;
  let sum = 0;
  for (let i = 0; i < a.length && sum <= most; i++)
    sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return sum <= most;
}

/** Disjoint sets (Galler & Fischer 1964); the lowest row of a set stands for it. */
function createGroups(count: number) {
  const parent = Uint32Array.from({ length: count }, (_, row) => row);
  const first = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  return {
    same: (a: number, b: number) => first(a) === first(b),
    join: (a: number, b: number) => {
      const [low, high] = [first(a), first(b)].sort((m, n) => m - n);
      parent[high as number] = low as number;
    },
    all: () => parent.map((_, row) => first(row)),
  };
}
