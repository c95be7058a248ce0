/** Rows that are kept; of more a seeded sample is. */
export const ROWS_MAX = 100_000;
/** Rows that are looked at: a file with more is refused. */
export const ROWS_READ_MAX = 2_000_000;
/** Of a file of latents, and of what they take as float32 while they are read. */
export const LATENTS_MAX_BYTES = 8 * 2 ** 30;
/** Of a packed file, which is unpacked in memory. */
export const UNPACKED_MAX_BYTES = 2 ** 31;
/** Of a file of labels: 100,000 rows of sixteen columns take some 10 MB. */
export const LABELS_MAX_BYTES = 256 * 2 ** 20;
/** What is held at once while rows are read one block after another. */
export const BLOCK_BYTES = 4 * 2 ** 20;

/** How many rows of `dim` float32 are read at once. */
export const rowsAtOnce = (dim: number): number =>
  Math.max(1, Math.floor(BLOCK_BYTES / (dim * Float32Array.BYTES_PER_ELEMENT)));

/** 100000 → “100,000”. */
export const count = (value: number): string => value.toLocaleString("en");
