import { Matrix4, type PerspectiveCamera, Vector3, Vector4 } from "three";
import {
  childrenOf,
  type MapGrid,
  ROOT,
  type Tile,
  type TileSquare,
  tileSquare,
} from "../../../../server/latent/map/map-tiles.ts";
import { coordinatesAt, pointOn, type ScenePlane } from "./plane-geometry.ts";

/** More are never drawn: on a wall of screens the map gets coarser instead. */
export const TILES_MAX = 96;
/** An image is at least so large, CSS pixels, and less than twice. */
const CELL_MIN_PX = 24;

interface View {
  camera: PerspectiveCamera;
  /** Of the picture, CSS pixels. */
  height: number;
  /** How far the relief reaches below the plane, scene units. */
  depth: number;
}

interface Seen {
  tile: Tile;
  /** Of one of its images, CSS pixels. */
  cellPx: number;
}

/**
 * The tiles to draw: none overlap, together they cover what is seen of the map, each so fine that its images are of a
 * size to be read. The largest on screen are divided first, so that a bound on their number costs detail where it is
 * least missed. Those nearest to the middle of the picture come first.
 */
export function tilesInView(grid: MapGrid, plane: ScenePlane, view: View): Tile[] {
  const { camera, height } = view;
  const focal = height / 2 / Math.tan((camera.fov * Math.PI) / 360);
  const largest = 2 * Math.max(CELL_MIN_PX, 0.75 * grid.cellPx);
  const scale = (Math.max(plane.across.length(), plane.up.length()) * focal) / grid.cells;
  clip.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  const look = (tile: Tile): Seen[] => {
    const square = tileSquare(grid, tile);
    if (!isSeen(plane, square, view.depth)) return [];
    const away = distanceTo(plane, square, camera.position);
    return [{ tile, cellPx: (square.side * scale) / Math.max(away, camera.near) }];
  };
  const seen = look(ROOT);
  for (;;) {
    const coarse = seen.reduce((most, { tile, cellPx }, i) => {
      const divides = cellPx > largest && tile.level < grid.deepest;
      return divides && cellPx > (seen[most]?.cellPx ?? 0) ? i : most;
    }, -1);
    if (coarse < 0 || seen.length > TILES_MAX - 4) break;
    const [divided] = seen.splice(coarse, 1);
    if (divided) seen.push(...childrenOf(divided.tile).flatMap(look));
  }
  return nearestFirst(
    grid,
    plane,
    seen.map(({ tile }) => tile),
  );
}

const clip = new Matrix4();
const corner = new Vector3();
const clipped = new Vector4();

/** Whether some of it may be on screen: not all corners lie beyond one and the same edge. */
function isSeen(plane: ScenePlane, { left, bottom, side }: TileSquare, depth: number): boolean {
  const beyond = [0, 0, 0, 0, 0];
  const sunk = depth > 0 ? [0, depth] : [0];
  for (const below of sunk)
    for (const [right, up] of CORNERS) {
      pointOn(plane, left + right * side, bottom + up * side, corner);
      corner.addScaledVector(plane.normal, -below);
      const { x, y, w } = clipped.set(corner.x, corner.y, corner.z, 1).applyMatrix4(clip);
      for (const [edge, out] of [x < -w, x > w, y < -w, y > w, w <= 0].entries())
        if (out) beyond[edge] = (beyond[edge] ?? 0) + 1;
    }
  return !beyond.includes(4 * sunk.length);
}

const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** From the eye to the nearest point of a square on the plane, scene units. */
function distanceTo(plane: ScenePlane, { left, bottom, side }: TileSquare, eye: Vector3): number {
  const [u, v] = coordinatesAt(plane, eye);
  const within = (value: number, from: number) => Math.min(from + side, Math.max(from, value));
  return pointOn(plane, within(u, left), within(v, bottom), corner).distanceTo(eye);
}

function nearestFirst(grid: MapGrid, plane: ScenePlane, tiles: readonly Tile[]): Tile[] {
  const fromMiddle = (tile: Tile) => {
    const { left, bottom, side } = tileSquare(grid, tile);
    pointOn(plane, left + side / 2, bottom + side / 2, corner);
    const { x, y, w } = clipped.set(corner.x, corner.y, corner.z, 1).applyMatrix4(clip);
    return w <= 0 ? Number.POSITIVE_INFINITY : Math.hypot(x / w, y / w);
  };
  return tiles
    .map((tile) => ({ tile, away: fromMiddle(tile) }))
    .sort((a, b) => a.away - b.away)
    .map(({ tile }) => tile);
}
