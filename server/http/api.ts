import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError, fromUnknown } from "../protocol/errors.ts";
import { MESSAGE_MAX_BYTES } from "../protocol/limits.ts";
import { createRoomSchema, decodeRequestSchema, idSchema } from "../protocol/schema.ts";
import { newId } from "../room/id.ts";
import { parse } from "../socket/parse.ts";
import type { ApiDeps } from "./deps.ts";
import { createPreviewCache } from "./preview-cache.ts";
import { createRuntimeFiles } from "./runtime-files.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
const RECENT_MAX = 24;

/** Everything under /api and /metrics. Each error is `{ error: { code, message } }` with the code's status. */
export function createApi(deps: ApiDeps): Hono {
  const { catalog, store, scheduler, engine, log } = deps;
  const api = new Hono();
  const previews = createPreviewCache(catalog, scheduler);
  const runtimeFiles = createRuntimeFiles();

  const entryOf = (id: string) => {
    const entry = catalog.get(id);
    if (!entry) throw new AppError("model_not_found");
    return entry;
  };

  api.use(
    "*",
    bodyLimit({
      maxSize: MESSAGE_MAX_BYTES,
      onError: () => {
        throw new AppError("too_large");
      },
    }),
  );

  api.get("/api/health", (c) => c.json({ ok: true, engine, ...deps.counts() }));
  api.get("/metrics", async (c) =>
    c.text(await deps.metrics(), 200, { "content-type": "text/plain; version=0.0.4" }),
  );

  api.get("/api/models", (c) =>
    c.json({ models: [...catalog.values()].map(({ card }) => card), engine }),
  );

  api.get("/api/models/:id/files/:hash/:file", async (c) => {
    const { card, folder } = entryOf(c.req.param("id"));
    const file = c.req.param("file");
    const known = ["embedding.bin", "labels.bin", "decoder.onnx", card.atlas.file];
    if (c.req.param("hash") !== card.weightsHash || !known.includes(file))
      throw new AppError("model_not_found");
    const type = file.endsWith(".webp") ? "image/webp" : "application/octet-stream";
    return c.body(await readFile(join(folder, file)), 200, {
      "content-type": type,
      "cache-control": IMMUTABLE,
    });
  });

  api.get("/api/runtime/:version/:file", async (c) => {
    const zipped = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
    const file = await runtimeFiles(c.req.param("version"), c.req.param("file"), zipped);
    if (!file) return c.notFound();
    return c.body(file.body, 200, {
      "content-type": file.type,
      "cache-control": IMMUTABLE,
      vary: "accept-encoding",
      ...(file.encoding && { "content-encoding": file.encoding }),
    });
  });

  api.post("/api/models/:id/decode", async (c) => {
    const { card } = entryOf(c.req.param("id"));
    const { z } = parse(decodeRequestSchema, await readJson(c.req));
    if (z.some((latent) => latent.length !== card.latentDim)) throw new AppError("bad_latent");
    const pixels = await scheduler.decode(card.id, Float32Array.from(z.flat()), z.length);
    return c.body(pixels as Uint8Array<ArrayBuffer>, 200, {
      "content-type": "application/octet-stream",
    });
  });

  api.post("/api/rooms", async (c) => {
    const { name, modelId } = parse(createRoomSchema, await readJson(c.req));
    entryOf(modelId);
    return c.json(await store.createRoom({ id: newId(randomBytes), name, modelId }), 201);
  });

  api.get("/api/rooms", async (c) => {
    const ids = (c.req.query("ids") ?? "")
      .split(",")
      .filter((id) => idSchema.safeParse(id).success);
    const rooms = await store.rooms(ids.slice(0, RECENT_MAX));
    return c.json({ rooms: rooms.map((room) => ({ ...room, people: deps.peopleIn(room.id) })) });
  });

  api.get("/api/bookmarks/:id/preview.png", async (c) => {
    const bookmark = await store.bookmark(parse(idSchema, c.req.param("id")));
    if (!bookmark) throw new AppError("bookmark_not_found");
    const png = await previews(bookmark);
    return c.body(png as Uint8Array<ArrayBuffer>, 200, {
      "content-type": "image/png",
      "cache-control": "public, max-age=3600",
    });
  });

  api.notFound((c) =>
    c.json({ error: { code: "bad_request", message: "There is nothing at this address." } }, 404),
  );
  api.onError((cause, c) => {
    const error = fromUnknown(cause);
    const line = { path: c.req.path, code: error.code, cause: error.cause && String(error.cause) };
    if (error.code === "internal") log.error({ ...line, stack: cause.stack }, "request failed");
    else log.warn(line, error.message);
    return c.json({ error: error.toFault() }, error.status as 400);
  });
  return api;
}

/** @throws AppError `bad_request` when the body is not JSON */
async function readJson(request: { json: () => Promise<unknown> }): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("bad_request", { message: "The body is not JSON.", cause });
  }
}
