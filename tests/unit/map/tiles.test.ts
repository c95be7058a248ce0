import { expect, it } from "vitest";
import {
  childrenOf,
  isTile,
  MAP_REACH,
  mapGrid,
  parentOf,
  partOf,
  ROOT,
  tileCells,
  tileSquare,
} from "../../../server/latent/map/map-tiles.ts";
import { createRandom } from "../../../server/latent/random.ts";

const grid = mapGrid([28, 28, 1]);
const random = createRandom(4);
const anyTile = () => {
  const level = Math.floor(random() * (grid.deepest + 1));
  const index = () => Math.floor(random() * 2 ** level);
  return { level, x: index(), y: index() };
};

it("[MP1] the root is the square of ±8 σ; cells run from the upper left, across by the first dimension, up by the second", () => {
  expect(tileSquare(grid, ROOT)).toEqual({ left: -8, bottom: -8, side: 16 });
  const cells = tileCells(grid, ROOT);
  expect(cells).toHaveLength(64);
  expect(cells[0]).toEqual([-7, 7]);
  expect(cells[1]).toEqual([-5, 7]);
  expect(cells[8]).toEqual([-7, 5]);
  expect(cells[63]).toEqual([7, -7]);
});

it("[MP1] four children fill their parent and know it", () => {
  for (let i = 0; i < 100; i++) {
    const tile = anyTile();
    const { left, bottom, side } = tileSquare(grid, tile);
    const children = childrenOf(tile);
    expect(children.map(parentOf)).toEqual([tile, tile, tile, tile]);
    const corners = children.map((child) => tileSquare(grid, child));
    expect(corners).toEqual(
      [0, 1, 2, 3].map((n) => ({
        left: left + (n & 1) * (side / 2),
        bottom: bottom + (n >> 1) * (side / 2),
        side: side / 2,
      })),
    );
    for (const child of children) {
      const part = partOf(child, tile);
      expect(left + part.left * side).toBe(tileSquare(grid, child).left);
      expect(bottom + part.bottom * side).toBe(tileSquare(grid, child).bottom);
    }
  }
  expect(parentOf(ROOT)).toBeNull();
});

it("[MP1] middles of cells survive float32 exactly, at every level", () => {
  for (let i = 0; i < 100; i++) {
    const middles = tileCells(grid, anyTile()).flat();
    expect(middles.map(Math.fround)).toEqual(middles);
  }
});

it.each([
  [[28, 28, 1], MAP_REACH, 8],
  [[64, 64, 3], MAP_REACH, 4],
  [[512, 256, 3], MAP_REACH, 1],
  [[28, 28, 1], 32, 8],
])("[MP1] the finest cells of images of %j on ±%d σ are at most .0005 σ", (shape, reach, cells) => {
  const made = mapGrid(shape as number[], reach as number);
  expect(made.cells).toBe(cells);
  expect(made.cells * made.cellPx).toBeLessThanOrEqual(256);
  const width = (2 * made.reach) / (made.cells * 2 ** made.deepest);
  expect(width).toBeLessThanOrEqual(0.0005);
  expect(2 * width).toBeGreaterThan(0.0005);
});

it("[MP1] what is no tile is told from what is one", () => {
  for (let i = 0; i < 200; i++) expect(isTile(grid, anyTile())).toBe(true);
  const wrong = [
    [-1, 0, 0],
    [grid.deepest + 1, 0, 0],
    [3, 8, 0],
    [3, 0, -1],
    [3, 0.5, 0],
    [3, Number.NaN, 0],
  ] as const;
  for (const [level, x, y] of wrong) expect(isTile(grid, { level, x, y })).toBe(false);
});
