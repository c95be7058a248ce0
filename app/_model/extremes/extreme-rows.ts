/** Rows by how well they are reconstructed. */
export interface Extremes {
  best: number[];
  worst: number[];
  /** Over all rows. */
  median: number;
}

/** The `count` rows with the least and with the largest error, the most extreme first; of equals the earlier. */
export function extremeRows(errors: ArrayLike<number>, count: number): Extremes {
  const at = (row: number) => errors[row] ?? 0;
  const rows = Array.from({ length: errors.length }, (_, row) => row);
  rows.sort((a, b) => at(a) - at(b) || a - b);
  return {
    best: rows.slice(0, count),
    worst: rows.slice(-count).reverse(),
    median: at(rows[Math.floor(rows.length / 2)] ?? 0),
  };
}
