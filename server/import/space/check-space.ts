/** Below this share of the median spread a dimension hardly varies. */
const COLLAPSED = 0.01;
/** Two dimensions that are correlated more than this tell the same. */
const SAME = 0.9999;
/** So many numbers are named; of more, how many there are. */
const NAMED_MAX = 10;

/**
 * What is odd about a latent space, a sentence each; dimensions are counted from 1.
 * @param std of each dimension, as it is
 * @param sample raw rows, row-major
 */
export function checkSpace(std: Float64Array, sample: Float32Array): string[] {
  const told: string[] = [];
  const median = [...std].sort((a, b) => a - b)[Math.floor(std.length / 2)] ?? 0;
  const widest = median || std.reduce((most, value) => Math.max(most, value), 0);
  const collapsed = [...std.keys()].filter((d) => (std[d] ?? 0) < COLLAPSED * widest);
  if (collapsed.length > 0)
    told.push(
      `${dimensions(collapsed)} hardly ${collapsed.length === 1 ? "varies" : "vary"}: moving along ${collapsed.length === 1 ? "it" : "them"} may show nothing.`,
    );
  const isCollapsed = new Set(collapsed);
  const pairs = samePairs(standardColumns(sample, std.length), isCollapsed);
  if (pairs.length > 0) {
    const named = pairs.slice(0, NAMED_MAX).map(([a, b]) => `${a + 1} and ${b + 1}`);
    told.push(`Dimensions ${andMore(named, pairs.length)} tell the same (|r| > ${SAME}).`);
  }
  return told;
}

const dimensions = (indices: readonly number[]) =>
  `${indices.length === 1 ? "Dimension" : "Dimensions"} ${numbered(indices)}`;

/** “3, 7 and 12 more”; from 0 in, from 1 out. */
export function numbered(indices: readonly number[]): string {
  const named = indices.slice(0, NAMED_MAX).map((index) => String(index + 1));
  return andMore(named, indices.length);
}

const andMore = (named: readonly string[], all: number) =>
  all > named.length ? `${named.join(", ")} and ${all - named.length} more` : named.join(", ");

/** Each dimension of the sample as a column of length 1 around 0. */
function standardColumns(sample: Float32Array, dim: number): Float64Array[] {
  const rows = sample.length / dim;
  return Array.from({ length: dim }, (_, d) => {
    const column = Float64Array.from(
      { length: rows },
      (_unused, row) => sample[row * dim + d] ?? 0,
    );
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    const length = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0)) || 1;
    return column.map((value) => (value - mean) / length);
  });
}

/** A dimension is told of once: with the first that it repeats. */
function samePairs(columns: Float64Array[], without: ReadonlySet<number>): [number, number][] {
  const pairs: [number, number][] = [];
  const repeated = new Set(without);
  for (let a = 0; a < columns.length; a++) {
    if (repeated.has(a)) continue;
    for (let b = a + 1; b < columns.length; b++) {
      if (repeated.has(b) || !isSame(columns[a] as Float64Array, columns[b] as Float64Array))
        continue;
      repeated.add(b);
      pairs.push([a, b]);
    }
  }
  return pairs;
}

/** By a few rows first: most pairs are far apart, and a thousand dimensions have half a million of them. */
function isSame(a: Float64Array, b: Float64Array): boolean {
  const sign = Math.sign((a[0] as number) * (b[0] as number)) || 1;
  // Of columns of length 1, |a − b|² = 2 − 2r.
  const most = 2 - 2 * SAME;
  let distance = 0;
  for (let row = 0; row < a.length && distance <= most; row++)
    distance += ((a[row] as number) - sign * (b[row] as number)) ** 2;
  return distance <= most;
}
