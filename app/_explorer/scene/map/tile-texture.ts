import {
  DataArrayTexture,
  LinearFilter,
  RedFormat,
  RGBAFormat,
  Texture,
  Vector3,
  type WebGLRenderer,
} from "three";
import type { MapGrid } from "../../../../server/latent/map/map-tiles.ts";
import type { Fault } from "../../../../server/protocol/errors.ts";
import { faultText, text } from "../../../_i18n/text.ts";
import { Busy } from "./tile-loader.ts";
import { TILES_MAX } from "./tiles-in-view.ts";

/** What is seen at once, and as much again of what was seen: 10 MB of grey images, 40 of coloured ones. */
export const LAYERS = 2 * TILES_MAX;

/** Memory for all tiles on the graphics card, still empty. */
export function createTileTexture({ cells, cellPx }: MapGrid, channels: 1 | 3): DataArrayTexture {
  const side = cells * cellPx;
  const texture = new DataArrayTexture(null, side, side, LAYERS);
  texture.format = channels === 1 ? RedFormat : RGBAFormat;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.unpackAlignment = 1;
  texture.source.dataReady = false;
  texture.needsUpdate = true;
  return texture;
}

/** Brings a tile into its layer, and lets go of it. */
export function putTile(
  gl: WebGLRenderer,
  texture: DataArrayTexture,
  layer: number,
  picture: ImageBitmap,
): void {
  gl.copyTextureToTexture(new Texture(picture), texture, null, new Vector3(0, 0, layer));
  picture.close();
}

/**
 * Fetches one tile.
 * @throws Busy where the server asks for patience; Error with a sentence for the person; DOMException when aborted
 */
export async function fetchTile(address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(address, { signal });
  if (response.status === 429) throw new Busy();
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    const fault = (body as { error?: Fault } | null)?.error;
    throw new Error(fault ? faultText(fault) : text("map.fault"));
  }
  return createImageBitmap(await response.blob(), AS_IT_IS);
}

const AS_IT_IS = { premultiplyAlpha: "none", colorSpaceConversion: "none" } as const;
