/** Edges of a tile's picture, CSS pixels: whole multiples of 28, so that small pictures keep square pixels. */
const EDGES = [224, 196, 168, 140, 112, 84, 56] as const;
const GAP = 8;
/** The name below each picture. */
const CAPTION = 22;

export interface WallLayout {
  /** Of a picture. */
  edge: number;
  columns: number;
  rows: number;
  /** From one row to the next. */
  rowHeight: number;
}

/** The largest pictures with which `count` tiles fit; where none do, the smallest, and the rest is scrolled to. */
export function layoutWall(count: number, width: number, height: number): WallLayout {
  const layouts = EDGES.map((edge) => {
    const columns = Math.max(1, Math.floor((width + GAP) / (edge + GAP)));
    const rows = Math.ceil(count / columns);
    return { edge, columns, rows, rowHeight: edge + CAPTION + GAP };
  });
  const fits = layouts.find(({ rows, rowHeight }) => rows * rowHeight - GAP <= height);
  return fits ?? (layouts.at(-1) as WallLayout);
}

/** Upper left corner of a tile, in the scrolled content. */
export function cornerOf({ edge, columns, rowHeight }: WallLayout, index: number) {
  return { x: (index % columns) * (edge + GAP), y: Math.floor(index / columns) * rowHeight };
}

/** Tiles of which something is in sight: from the first up to, without, the last. */
export function inSight(
  { columns, rowHeight }: WallLayout,
  count: number,
  scrolled: number,
  height: number,
): { from: number; to: number } {
  const first = Math.max(0, Math.floor(scrolled / rowHeight));
  const last = Math.ceil((scrolled + height) / rowHeight);
  return { from: Math.min(count, first * columns), to: Math.min(count, last * columns) };
}
