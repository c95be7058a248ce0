import { Hono } from "hono";
import { drawSheet } from "../image/sheet.ts";
import { latentOn, type MapPlane, planeThrough, WHOLE_PLANE } from "../latent/map/map-plane.ts";
import { isTile, mapGrid, type Tile, tileCells, tileKey } from "../latent/map/map-tiles.ts";
import { quantileSteps } from "../latent/map/normal-quantile.ts";
import { AppError } from "../protocol/errors.ts";
import { QUANTILES, readPlaces, WHOLE } from "../protocol/map-address.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { type ApiDeps, type ApiEnv, addressOf, admit, admitUnread } from "./deps.ts";
import { IMMUTABLE } from "./send-file.ts";
import { createSharedCache } from "./shared-cache.ts";

/** Some two thousand tiles of 64 digits. */
const KEPT_BYTES = 32 << 20;
/** Pixels of a picture's side in the quantile sheet, which has four hundred. */
const QUANTILE_PX_MAX = 64;

/** Pictures of many decoded latents at once: tiles of the map, and the quantile sheet. Each is decoded by one call, once for all. */
export function mapRoutes({ models, scheduler, edge }: ApiDeps): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  const sheets = createSharedCache(KEPT_BYTES);

  const cardOf = (id: string, hash: string) => {
    const card = models.catalog.get(id)?.card;
    if (card?.weightsHash !== hash) throw new AppError("model_not_found");
    return card;
  };

  const draw = async (card: ModelCard, latents: readonly Float32Array[], cellPx: number) => {
    const packed = new Float32Array(latents.length * card.latentDim);
    for (const [i, z] of latents.entries()) packed.set(z, i * card.latentDim);
    const pixels = await scheduler.decode(card.id, packed, latents.length);
    return drawSheet(pixels, card, Math.sqrt(latents.length), cellPx);
  };

  routes.get("/api/models/:id/map/:hash/:plane/:level/:x/:y", async (c) => {
    const address = addressOf(c, edge);
    await admitUnread(edge, address);
    const { id, hash, plane: name, level, x, y } = c.req.param();
    const card = cardOf(id, hash);
    const tile = readTile(level, x, y);
    const plane = planeOf(card, name);
    const grid = mapGrid(card.imageShape, plane.reach);
    if (!tile || !isTile(grid, tile)) throw new AppError("no_such_tile");
    const key = `${id} ${hash} ${name} ${tileKey(tile)}`;
    const latents = () => tileCells(grid, tile).map(([u, v]) => latentOn(plane, u, v));
    if (!sheets.find(key))
      await admit(edge, address, edge.budgets.decode(address, grid.cells ** 2));
    const sheet = sheets.find(key) ?? sheets.keep(key, draw(card, latents(), grid.cellPx));
    return c.body((await sheet) as Uint8Array<ArrayBuffer>, 200, HEADERS);
  });

  routes.get("/api/models/:id/quantiles/:hash", async (c) => {
    const address = addressOf(c, edge);
    await admitUnread(edge, address);
    const { id, hash } = c.req.param();
    const card = cardOf(id, hash);
    if (card.latentDim !== 2) throw new AppError("not_two_dimensions");
    const key = `${id} ${hash}`;
    if (!sheets.find(key)) await admit(edge, address, edge.budgets.decode(address, QUANTILES ** 2));
    const cellPx = Math.min(QUANTILE_PX_MAX, mapGrid(card.imageShape).cellPx);
    const sheet = sheets.find(key) ?? sheets.keep(key, draw(card, quantileLatents(), cellPx));
    return c.body((await sheet) as Uint8Array<ArrayBuffer>, 200, HEADERS);
  });

  return routes;
}

const HEADERS = { "content-type": "image/webp", "cache-control": IMMUTABLE };

/** Row by row from the upper left: the first dimension across, the second up. */
function quantileLatents(): Float32Array[] {
  const steps = quantileSteps(QUANTILES);
  return steps.toReversed().flatMap((up) => steps.map((across) => Float32Array.of(across, up)));
}

function readTile(...parts: (string | undefined)[]): Tile | null {
  if (!parts.every((part) => /^\d{1,6}$/.test(part ?? ""))) return null;
  const [level = 0, x = 0, y = 0] = parts.map(Number);
  return { level, x, y };
}

/** @throws AppError where the name is no plane of this model */
function planeOf({ latentDim, projection }: ModelCard, name: string): MapPlane {
  if (name === WHOLE) {
    if (latentDim !== 2) throw new AppError("not_two_dimensions");
    return WHOLE_PLANE;
  }
  const places = readPlaces(name, latentDim);
  if (!places) throw new AppError("bad_latent");
  const plane = planeThrough(places, projection);
  if (!plane) throw new AppError("places_in_line");
  return plane;
}
