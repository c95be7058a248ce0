import { PerspectiveCamera, Vector3 } from "three";
import { expect, it } from "vitest";
import { scenePlane } from "../../../app/_explorer/scene/map/plane-geometry.ts";
import { TILES_MAX, tilesInView } from "../../../app/_explorer/scene/map/tiles-in-view.ts";
import { mapGrid, type Tile, tileSquare } from "../../../server/latent/map/map-tiles.ts";
import { createRandom } from "../../../server/latent/random.ts";

const grid = mapGrid([28, 28, 1]);
const plane = scenePlane({ origin: [0, 0, 0], across: [1, 0, 0], up: [0, 1, 0] });

function look(from: [number, number, number], at: [number, number, number], height = 900) {
  const camera = new PerspectiveCamera(42, 1.6, 0.001, 200);
  camera.position.set(...from);
  camera.lookAt(...at);
  camera.updateMatrixWorld();
  return { camera, tiles: tilesInView(grid, plane, { camera, height, depth: 0 }) };
}

const holds = ({ left, bottom, side }: ReturnType<typeof tileSquare>, x: number, y: number) =>
  x >= left && x < left + side && y >= bottom && y < bottom + side;
const covering = (tiles: readonly Tile[], x: number, y: number) =>
  tiles.filter((tile) => holds(tileSquare(grid, tile), x, y));

it("[MP7] every place that is seen lies on exactly one tile, from above and aslant", () => {
  const random = createRandom(3);
  for (const from of [
    [0, 0, 9],
    [1, 1, 0.5],
    [4, -5, 3],
    [0.3, -1, 0.04],
  ] as [number, number, number][]) {
    const { camera, tiles } = look(from, [0.3, 0.2, 0]);
    expect(tiles.length).toBeLessThanOrEqual(TILES_MAX);
    for (let i = 0; i < 400; i++) {
      const [x, y] = [16 * random() - 8, 16 * random() - 8];
      const at = new Vector3(x, y, 0).project(camera);
      const seen = Math.abs(at.x) <= 1 && Math.abs(at.y) <= 1 && Math.abs(at.z) <= 1;
      const found = covering(tiles, x, y).length;
      expect(found).toBeLessThanOrEqual(1);
      if (seen) expect(found).toBe(1);
    }
  }
});

it("[MP7] seen straight, an image is 24 to 48 pixels wide at every distance down to the finest", () => {
  const focal = 450 / Math.tan((21 * Math.PI) / 180);
  for (let away = 6; away > 0.02; away *= 0.7) {
    const { tiles } = look([0.7, -0.4, away], [0.7, -0.4, 0]);
    const [middle] = covering(tiles, 0.7, -0.4);
    if (!middle) throw new Error("nothing in the middle");
    const cellPx = (tileSquare(grid, middle).side / grid.cells / away) * focal;
    expect(cellPx).toBeGreaterThan(20);
    expect(cellPx).toBeLessThanOrEqual(48);
  }
  const { tiles } = look([0.7, -0.4, 0.01], [0.7, -0.4, 0]);
  expect(covering(tiles, 0.7, -0.4)[0]?.level).toBe(grid.deepest);
});

it("[MP7] the middle of the picture comes first; a wall of screens gets coarser, not more", () => {
  const { tiles } = look([0, 0, 4], [0.1, 0.1, 0]);
  const first = tiles[0];
  expect(first && holds(tileSquare(grid, first), 0.1, 0.1)).toBe(true);
  const wall = look([0, 0, 4], [0, 0, 0], 6000);
  expect(wall.tiles.length).toBeLessThanOrEqual(TILES_MAX);
  expect(wall.tiles.length).toBeGreaterThan(TILES_MAX / 2);
});

it("[MP7] with the map behind one, nothing is asked for", () => {
  expect(look([0, 0, 4], [0, 0, 8]).tiles).toEqual([]);
});
