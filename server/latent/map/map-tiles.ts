/**
 * The quadtree of a map: a root square around the origin of its plane, each tile four tiles of the next level. A tile holds
 * `cells` × `cells` decoded images; the image of a cell is what the decoder draws at the cell's middle, exactly.
 */

/** As far as a cursor goes, σ: half a side of the root square. */
export const MAP_REACH = 8;
/** The finest cells are no wider, σ. */
const FINEST = 0.0005;
const CELLS_MAX = 8;
/** Pixels of a tile's side: what one frame uploads without being late. */
const TILE_PX_MAX = 256;

export interface Tile {
  /** 0 is the root; 2^level tiles along a side. */
  level: number;
  /** From the left. */
  x: number;
  /** From the bottom: up is up, as in the scatter. */
  y: number;
}

export interface MapGrid {
  /** Half a side of the root square, σ. */
  reach: number;
  /** Images along a side of a tile. */
  cells: number;
  /** Pixels of a cell's side. */
  cellPx: number;
  /** The last. */
  deepest: number;
}

export interface TileSquare {
  left: number;
  bottom: number;
  side: number;
}

export const ROOT: Tile = { level: 0, x: 0, y: 0 };

/** Fewer images in a tile where they are large, so that a tile stays a moment's work. */
export function mapGrid([height, width]: readonly number[], reach = MAP_REACH): MapGrid {
  const cellPx = Math.min(TILE_PX_MAX, Math.max(height ?? 1, width ?? 1));
  let cells = CELLS_MAX;
  while (cells > 1 && cells * cellPx > TILE_PX_MAX) cells /= 2;
  const deepest = Math.ceil(Math.log2((2 * reach) / (cells * FINEST)));
  return { reach, cells, cellPx, deepest };
}

export function isTile({ deepest }: MapGrid, { level, x, y }: Tile): boolean {
  const isIndex = (value: number, end: number) =>
    Number.isInteger(value) && value >= 0 && value < end;
  return isIndex(level, deepest + 1) && isIndex(x, 2 ** level) && isIndex(y, 2 ** level);
}

export function tileSquare({ reach }: MapGrid, { level, x, y }: Tile): TileSquare {
  const side = (2 * reach) / 2 ** level;
  return { left: x * side - reach, bottom: y * side - reach, side };
}

/** Middles of a tile's cells, row by row from the upper left, as pixels lie. */
export function tileCells(grid: MapGrid, tile: Tile): [number, number][] {
  const { cells } = grid;
  const { left, bottom, side } = tileSquare(grid, tile);
  const step = side / cells;
  return Array.from({ length: cells * cells }, (_, i) => [
    left + ((i % cells) + 0.5) * step,
    bottom + (cells - Math.floor(i / cells) - 0.5) * step,
  ]);
}

export function childrenOf({ level, x, y }: Tile): Tile[] {
  return [0, 1, 2, 3].map((i) => ({ level: level + 1, x: 2 * x + (i & 1), y: 2 * y + (i >> 1) }));
}

export function parentOf({ level, x, y }: Tile): Tile | null {
  return level === 0 ? null : { level: level - 1, x: x >> 1, y: y >> 1 };
}

/** Which part of an ancestor's picture a tile is: left and bottom edge and side, in shares of the ancestor. */
export function partOf(tile: Tile, ancestor: Tile): TileSquare {
  const times = 2 ** (tile.level - ancestor.level);
  return {
    left: tile.x / times - ancestor.x,
    bottom: tile.y / times - ancestor.y,
    side: 1 / times,
  };
}

export function tileKey({ level, x, y }: Tile): string {
  return `${level}/${x}/${y}`;
}
