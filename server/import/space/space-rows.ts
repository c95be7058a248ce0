/** Standardised rows that are read block by block. */
export interface SpaceRows {
  count: number;
  dim: number;
  codes(from: number, to: number): Promise<Float32Array>;
}
