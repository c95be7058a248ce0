import { describe, expect, it } from "vitest";
import {
  thumbnailPages,
  thumbnailPlace,
  thumbnailSlices,
} from "../../../app/_explorer/scene/cloud/thumbnail-pages.ts";

const SIZES = [
  { count: 6, columns: 3, cell: 28 },
  { count: 10_000, columns: 100, cell: 28 },
  { count: 9_999, columns: 101, cell: 28 },
  { count: 70_000, columns: 256, cell: 28 },
  { count: 100_000, columns: 317, cell: 28 },
  { count: 1_000, columns: 40, cell: 64 },
  { count: 7, columns: 2, cell: 3000 },
];

describe.each(SIZES)("an atlas of $count cells of $cell pixels, $columns in a row", (atlas) => {
  const pages = thumbnailPages(atlas, atlas.count);
  const image = {
    width: atlas.columns * atlas.cell,
    height: Math.ceil(atlas.count / atlas.columns) * atlas.cell,
  };
  const slices = thumbnailSlices(atlas, pages, image);

  it("[X19] makes pages that every graphics card takes", () => {
    expect(pages.width).toBeLessThanOrEqual(Math.max(2048, atlas.cell));
    expect(pages.height).toBeLessThanOrEqual(Math.max(2048, atlas.cell));
    expect(pages.layers).toBeLessThanOrEqual(256);
  });

  it("[X19] finds each row's cell where a slice put it", () => {
    const at = new Map<string, number>();
    for (const slice of slices)
      for (let y = 0; y < slice.height; y += atlas.cell)
        for (let x = 0; x < slice.width; x += atlas.cell) {
          const row = ((slice.y + y) / atlas.cell) * atlas.columns + (slice.x + x) / atlas.cell;
          at.set(key(slice.layer, x / atlas.cell, (slice.top + y) / atlas.cell), row);
        }
    for (let row = 0; row < atlas.count; row++) {
      const { layer, column, row: line } = thumbnailPlace(atlas, pages, row);
      if (at.get(key(layer, column, line)) !== row) expect.fail(`row ${row} lies elsewhere`);
    }
  });

  it("[X19] uploads each pixel of the atlas once, little at a time", () => {
    const pixels = slices.map(({ width, height }) => width * height);
    expect(pixels.reduce((sum, some) => sum + some, 0)).toBe(image.width * image.height);
    const most = Math.max(2 ** 19, pages.width * atlas.cell);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(most);
  });
});

it("[X19] shrinks cells only as long as neighbours stay apart", () => {
  const levels = (cell: number) => thumbnailPages({ columns: 4, cell }, 16).levels;
  expect([27, 28, 32, 64].map(levels)).toEqual([0, 2, 5, 6]);
});

function key(layer: number, column: number, row: number): string {
  return `${layer}:${column}:${row}`;
}
