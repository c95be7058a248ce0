import type { Dataset } from "../../protocol/dataset.ts";

/** A WebP file is at most so wide and high. */
const SIDE_MAX = 16_383;
/** Of one picture: what a page unpacks in a moment and a graphics card keeps. */
const ATLAS_PIXELS_MAX = 32e6;
/** A point of the cloud is seldom drawn larger. */
const CELL_MAX = 64;

export interface AtlasLayout extends Pick<Dataset, "atlas" | "exact"> {
  /** Lines of cells. */
  rows: number;
}

/**
 * How `count` images lie in the two pictures: small square cells, and, where there is room, images with every pixel.
 * @param decoded they are what the decoder draws: nobody asks for their pixels
 */
export function atlasLayout(
  count: number,
  [height, width]: Dataset["imageShape"],
  decoded: boolean,
): AtlasLayout {
  const largest = Math.min(CELL_MAX, Math.max(height, width));
  const box = { height: Math.max(height, largest), width: Math.max(width, largest) };
  const together = decoded ? null : grid(count, box);
  if (together !== null)
    return {
      atlas: { cell: largest, columns: together.columns },
      rows: together.rows,
      exact: true,
    };
  for (let cell = largest; cell > 1; cell--) {
    const small = grid(count, { height: cell, width: cell });
    if (small !== null)
      return { atlas: { cell, columns: small.columns }, rows: small.rows, exact: false };
  }
  throw new RangeError(`${count} pictures do not fit one file`);
}

/** The squarest grid of boxes; null where it is too large for a file. */
function grid(
  count: number,
  { height, width }: { height: number; width: number },
): { columns: number; rows: number } | null {
  const columns = Math.min(count, Math.ceil(Math.sqrt((count * height) / width)));
  const rows = Math.ceil(count / columns);
  const [x, y] = [columns * width, rows * height];
  return Math.max(x, y) <= SIDE_MAX && x * y <= ATLAS_PIXELS_MAX ? { columns, rows } : null;
}
