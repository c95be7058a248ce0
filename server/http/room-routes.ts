import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { drawThumbnail } from "../image/thumbnail.ts";
import { AppError } from "../protocol/errors.ts";
import { parse } from "../protocol/parse.ts";
import { createRoomSchema, idSchema } from "../protocol/schema.ts";
import { newId } from "../room/id.ts";
import { type ApiDeps, type ApiEnv, addressOf, admit, admitUnread } from "./deps.ts";
import { createPreviewCache } from "./preview-cache.ts";
import { readJson } from "./read-json.ts";
import { IMMUTABLE } from "./send-file.ts";
import { createSharedCache } from "./shared-cache.ts";

const RECENT_MAX = 24;
/** Some 10,000 pictures of places: sixty pages that open one room ask for the same. */
const IMAGES_KEPT_BYTES = 16 << 20;

/** Rooms, and the pictures of what is saved in them. */
export function roomRoutes(deps: ApiDeps): Hono<ApiEnv> {
  const { models, store, scheduler, edge, secrets } = deps;
  const routes = new Hono<ApiEnv>();
  const previews = createPreviewCache(models.catalog, scheduler);
  const images = createSharedCache(IMAGES_KEPT_BYTES);

  routes.post("/api/rooms", async (c) => {
    const address = addressOf(c, edge);
    await admitUnread(edge, address);
    const { name, modelId } = await readJson(c, createRoomSchema);
    if (deps.names.isRude(name)) throw new AppError("rude_name");
    if (!models.catalog.has(modelId)) await models.refresh();
    if (!models.catalog.has(modelId)) throw new AppError("model_not_found");
    await admit(edge, address, edge.budgets.createRoom(address));
    // Told this once: the server keeps its hash only.
    const hostKey = secrets.token();
    const hostKeyHash = secrets.hash(hostKey);
    const room = await store.createRoom({ id: newId(randomBytes), name, modelId, hostKeyHash });
    return c.json({ ...room, hostKey }, 201);
  });

  routes.get("/api/rooms", async (c) => {
    const ids = (c.req.query("ids") ?? "")
      .split(",")
      .filter((id) => idSchema.safeParse(id).success);
    const rooms = await store.rooms(ids.slice(0, RECENT_MAX));
    return c.json({ rooms: rooms.map((room) => ({ ...room, people: deps.peopleIn(room.id) })) });
  });

  routes.get("/api/rooms/:roomId/images/:image{[A-Za-z0-9_-]{16}\\.png}", async (c) => {
    const roomId = parse(idSchema, c.req.param("roomId"));
    const image = c.req.param("image").slice(0, -".png".length);
    const address = addressOf(c, edge);
    await admit(edge, address, edge.budgets.image(address));
    const key = `${roomId}/${image}`;
    const png = await (images.find(key) ?? images.keep(key, readImage(roomId, image)));
    return c.body(png as Uint8Array<ArrayBuffer>, 200, {
      "content-type": "image/png",
      "cache-control": IMMUTABLE,
    });
  });

  async function readImage(roomId: string, image: string): Promise<Uint8Array> {
    const png = (await store.image(roomId, image)) ?? (await drawBuiltIn(image));
    if (!png) throw new AppError("image_not_found");
    return png;
  }

  /** Tours that come with a model are in no database: their pictures are drawn when they are first looked at. */
  async function drawBuiltIn(key: string): Promise<Uint8Array | null> {
    const shown = deps.builtInPicture(key);
    if (!shown) return null;
    const { card, z } = shown;
    return drawThumbnail(await scheduler.decode(card.id, z, 1), card.imageShape);
  }

  routes.get("/api/bookmarks/:id/preview.png", async (c) => {
    const bookmark = await store.bookmark(parse(idSchema, c.req.param("id")));
    if (!bookmark) throw new AppError("bookmark_not_found");
    const address = addressOf(c, edge);
    const png = await previews(bookmark, () => admit(edge, address, edge.budgets.preview(address)));
    return c.body(png as Uint8Array<ArrayBuffer>, 200, {
      "content-type": "image/png",
      "cache-control": "public, max-age=3600",
    });
  });

  return routes;
}
