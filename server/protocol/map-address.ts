import type { Tile } from "../latent/map/map-tiles.ts";
import type { ModelCard } from "./model-card.ts";

type Card = Pick<ModelCard, "id" | "weightsHash">;
export type ThreeLatents = readonly [Float32Array, Float32Array, Float32Array];

/** In place of three latents: the whole of a latent space of two dimensions. */
export const WHOLE = "whole";
/** Pictures along a side of the quantile sheet. */
export const QUANTILES = 20;

/** Where a tile of the map lies. Weights and plane are in the address, so it never changes. */
export function tileAddress(card: Card, plane: string, { level, x, y }: Tile): string {
  return `/api/models/${card.id}/map/${card.weightsHash}/${plane}/${level}/${x}/${y}`;
}

/** Where the quantile sheet of a model with two dimensions lies. */
export function quantilesAddress(card: Card): string {
  return `/api/models/${card.id}/quantiles/${card.weightsHash}`;
}

/** Three latents as a part of an address: float32, little-endian, one after the other, base64url. */
export function writePlaces(places: ThreeLatents): string {
  const bytes = new Uint8Array(places.reduce((sum, { length }) => sum + 4 * length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const z of places) {
    for (const value of z) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @returns null for anything but three latents of this many finite numbers */
export function readPlaces(text: string, latentDim: number): ThreeLatents | null {
  const bytes = 12 * latentDim;
  if (text.length !== Math.ceil((bytes * 4) / 3) || !/^[\w-]+$/.test(text)) return null;
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const view = new DataView(Uint8Array.from(raw, (letter) => letter.charCodeAt(0)).buffer);
  const latents = [0, 1, 2].map((place) =>
    Float32Array.from({ length: latentDim }, (_, d) =>
      view.getFloat32(4 * (place * latentDim + d), true),
    ),
  );
  return latents.every((z) => z.every(Number.isFinite)) ? (latents as never) : null;
}
