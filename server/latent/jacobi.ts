const SWEEPS = 30;

/**
 * Eigenvalues and eigenvectors (as columns) of a small symmetric matrix, by Jacobi's rotations (Golub & Van Loan, 8.5).
 */
export function jacobi(matrix: readonly (readonly number[])[]): {
  values: number[];
  vectors: number[][];
} {
  const a = matrix.map((row) => [...row]);
  const size = a.length;
  const vectors = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
  const scale = square(a, () => true);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) annul(a, vectors, p, q);
    if (square(a, (i, j) => i !== j) <= 1e-24 * scale) break;
  }
  return { values: a.map((row, i) => row[i] ?? 0), vectors };
}

/** Sum of the squares of some entries. */
function square(a: readonly number[][], of: (i: number, j: number) => boolean): number {
  let sum = 0;
  for (const [i, row] of a.entries())
    for (const [j, value] of row.entries()) if (of(i, j)) sum += value * value;
  return sum;
}

/** Turns the plane of two axes so that the entry between them becomes 0. */
function annul(a: number[][], vectors: number[][], p: number, q: number): void {
  const between = a[p]?.[q] ?? 0;
  if (between === 0) return;
  const theta = ((a[q]?.[q] ?? 0) - (a[p]?.[p] ?? 0)) / (2 * between);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  rotate(a, p, q, c, t * c);
  rotateColumns(a, p, q, c, t * c);
  rotateColumns(vectors, p, q, c, t * c);
}

function rotate(a: number[][], p: number, q: number, c: number, s: number): void {
  const [rowP = [], rowQ = []] = [a[p], a[q]];
  for (const [k, value] of rowP.entries()) {
    const other = rowQ[k] ?? 0;
    rowP[k] = c * value - s * other;
    rowQ[k] = s * value + c * other;
  }
}

function rotateColumns(a: number[][], p: number, q: number, c: number, s: number): void {
  for (const row of a) {
    const [x, y] = [row[p] ?? 0, row[q] ?? 0];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}
