/** A graphics card need not take pictures wider than this; larger atlases are cut. */
const PAGE_PX_MAX = 2048;
/** What one frame may upload without being late: about half a megapixel. */
const SLICE_PX_MAX = 2 ** 19;

export interface AtlasGrid {
  /** Cells in a row of the atlas file. */
  columns: number;
  /** Pixels of a cell's side. */
  cell: number;
}

/** How an atlas of any size lies in the layers of an array texture: equal rectangles of whole cells, cut from it. */
export interface ThumbnailPages {
  /** Cells of one page. */
  columns: number;
  rows: number;
  /** Pages beside each other in the atlas; they are numbered row by row. */
  across: number;
  layers: number;
  /** Pixels of one page. */
  width: number;
  height: number;
  /** Halvings after which a cell still has whole pixels: no neighbour shines into them. */
  levels: number;
}

/** A rectangle of the atlas image and where in the pages it belongs. */
export interface ThumbnailSlice {
  x: number;
  y: number;
  width: number;
  height: number;
  layer: number;
  /** From the upper edge of the page; slices always take a page's whole width. */
  top: number;
}

export function thumbnailPages({ columns, cell }: AtlasGrid, count: number): ThumbnailPages {
  const most = Math.max(1, Math.floor(PAGE_PX_MAX / cell));
  const atlasRows = Math.max(1, Math.ceil(count / columns));
  const across = Math.ceil(columns / most);
  const down = Math.ceil(atlasRows / most);
  // Evenly: a second page with a single column of cells would waste most of its memory.
  const page = { columns: Math.ceil(columns / across), rows: Math.ceil(atlasRows / down) };
  const [width, height] = [page.columns * cell, page.rows * cell];
  return { ...page, across, layers: across * down, width, height, levels: wholeHalvings(cell) };
}

/** Where a data row's thumbnail lies. The point shader does the same sum; here it is for the test. */
export function thumbnailPlace(grid: AtlasGrid, pages: ThumbnailPages, row: number) {
  const [x, y] = [row % grid.columns, Math.floor(row / grid.columns)];
  const [pageX, pageY] = [Math.floor(x / pages.columns), Math.floor(y / pages.rows)];
  return {
    layer: pageY * pages.across + pageX,
    column: x - pageX * pages.columns,
    row: y - pageY * pages.rows,
  };
}

/** Cuts an atlas image into uploads of a frame's size; what lies beyond its edges is left out. */
export function thumbnailSlices(
  { cell }: AtlasGrid,
  pages: ThumbnailPages,
  image: { width: number; height: number },
): ThumbnailSlice[] {
  const slices: ThumbnailSlice[] = [];
  const band = cell * Math.max(1, Math.floor(SLICE_PX_MAX / (pages.width * cell)));
  for (let layer = 0; layer < pages.layers; layer++) {
    const x = (layer % pages.across) * pages.width;
    const pageTop = Math.floor(layer / pages.across) * pages.height;
    const width = Math.min(pages.width, image.width - x);
    for (let top = 0; top < pages.height; top += band) {
      const y = pageTop + top;
      const height = Math.min(band, pages.height - top, image.height - y);
      if (width > 0 && height > 0) slices.push({ x, y, width, height, layer, top });
    }
  }
  return slices;
}

function wholeHalvings(pixels: number): number {
  let halvings = 0;
  while (pixels % 2 ** (halvings + 1) === 0) halvings++;
  return halvings;
}
