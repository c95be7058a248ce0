/** Values, largest first, and their unit vectors, of a symmetric matrix. */
export interface Eigen {
  values: Float64Array;
  /** vectors[i] belongs to values[i]. */
  vectors: Float64Array[];
}

/** Each sweep squares the error: a dozen reach the last bit of a matrix of a few dozen rows. */
const SWEEPS = 16;

/**
 * All eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, "Matrix
 * Computations", section 8.5). The input stays as it is.
 */
export function symmetricEigen(matrix: readonly Float64Array[]): Eigen {
  const size = matrix.length;
  const a = matrix.map((row) => row.slice());
  const vectors = a.map((_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, vectors, p, q);
    }
  }
  const order = a.map((_, i) => i).sort((i, j) => at(a, j, j) - at(a, i, i));
  return {
    values: Float64Array.from(order, (i) => at(a, i, i)),
    vectors: order.map((i) => vectors[i] ?? new Float64Array(size)),
  };
}

/** One rotation in the plane of axes p and q that makes a[p][q] zero. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const off = at(a, p, q);
  if (off === 0) return;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of a) mix(row, { p, q, c, s });
  mixRows(a, { p, q, c, s });
  mixRows(vectors, { p, q, c, s });
}

interface Rotation {
  p: number;
  q: number;
  c: number;
  s: number;
}

function mix(row: Float64Array, { p, q, c, s }: Rotation): void {
  const [x, y] = [row[p] ?? 0, row[q] ?? 0];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function mixRows(rows: Float64Array[], { p, q, c, s }: Rotation): void {
  const [first, second] = [rows[p], rows[q]];
  if (!first || !second) throw new RangeError("no such row");
  for (let i = 0; i < first.length; i++) {
    const [x, y] = [first[i] ?? 0, second[i] ?? 0];
    first[i] = c * x - s * y;
    second[i] = s * x + c * y;
  }
}

function at(rows: readonly Float64Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
