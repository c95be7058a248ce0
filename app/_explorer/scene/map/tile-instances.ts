import { InstancedBufferGeometry, type InstancedInterleavedBuffer, PlaneGeometry } from "three";
import {
  type MapGrid,
  parentOf,
  partOf,
  type Tile,
  tileKey,
  tileSquare,
} from "../../../../server/latent/map/map-tiles.ts";
import { setInstanced } from "../instanced-attributes.ts";
import type { TileSlots } from "./tile-slots.ts";
import { TILES_MAX } from "./tiles-in-view.ts";

const PARTS = { square: 3, part: 3, layer: 1 };
const STRIDE = 7;
/** Pieces along a side of a tile that follow the relief. */
const PIECES = 24;

export interface TileInstances {
  geometry: InstancedBufferGeometry;
  /** Shows these tiles: each by its own picture, or until that is there by its part of the finest coarser one. */
  show: (grid: MapGrid, tiles: readonly Tile[], slots: TileSlots) => void;
}

/** All tiles in one draw call. */
export function createTileInstances(): TileInstances {
  const plane = new PlaneGeometry(1, 1, PIECES, PIECES).translate(0.5, 0.5, 0);
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex(plane.index).setAttribute("position", plane.getAttribute("position"));
  const values = new Float32Array(TILES_MAX * STRIDE);
  const buffer: InstancedInterleavedBuffer = setInstanced(geometry, values, PARTS);
  geometry.instanceCount = 0;
  return {
    geometry,
    show(grid, tiles, slots) {
      let count = 0;
      for (const tile of tiles.slice(0, TILES_MAX)) {
        const picture = pictureOf(tile, slots);
        if (!picture) continue;
        const { left, bottom, side } = tileSquare(grid, tile);
        const part = partOf(tile, picture.of);
        values.set(
          [left, bottom, side, part.left, part.bottom, part.side, picture.layer],
          count * STRIDE,
        );
        count++;
      }
      geometry.instanceCount = count;
      buffer.needsUpdate = true;
    },
  };
}

function pictureOf(tile: Tile, slots: TileSlots): { of: Tile; layer: number } | null {
  for (let of: Tile | null = tile; of; of = parentOf(of)) {
    const layer = slots.find(tileKey(of));
    if (layer !== undefined) return { of, layer };
  }
  return null;
}
