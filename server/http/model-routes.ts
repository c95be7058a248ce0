import { join } from "node:path";
import { Hono } from "hono";
import { ARTIFACT_FILES, DATASET_FILES } from "../protocol/artifact-files.ts";
import { hasPictures } from "../protocol/card-shape.ts";
import { AppError } from "../protocol/errors.ts";
import { decodeRequestSchema } from "../protocol/schema.ts";
import { createDecoded } from "./decoded.ts";
import { type ApiDeps, type ApiEnv, addressOf, admit, admitUnread } from "./deps.ts";
import { readJson } from "./read-json.ts";
import { createRuntimeFiles } from "./runtime-files.ts";
import { IMMUTABLE, sendFile } from "./send-file.ts";

/** What pages may ask for of a model's folder, and of a data set's. */
const SENT_FILES: readonly string[] = [
  ARTIFACT_FILES.embedding,
  ARTIFACT_FILES.points,
  ARTIFACT_FILES.posterior,
  ARTIFACT_FILES.encoderOnnx,
  ARTIFACT_FILES.decoderOnnx,
  ARTIFACT_FILES.restorerOnnx,
  ARTIFACT_FILES.linearVeil,
  ARTIFACT_FILES.linearZeroMean,
  ARTIFACT_FILES.curve,
];
const SENT_DATA: readonly string[] = [
  DATASET_FILES.labels,
  DATASET_FILES.attributes,
  DATASET_FILES.thumbnails,
  DATASET_FILES.images,
];

/** In latents, of whoever is the first to ask: they are computed once, for everyone. */
const ERRORS_COST = 512;

function typeOf(file: string): string {
  if (file.endsWith(".webp")) return "image/webp";
  return file.endsWith(".json") ? "application/json" : "application/octet-stream";
}

/** Models: their cards, their files, their decoder, and the runtime that decodes in the page. */
export function modelRoutes(deps: ApiDeps): Hono<ApiEnv> {
  const { models, engine, scheduler, errors, edge } = deps;
  const { catalog, restorers } = models;
  const routes = new Hono<ApiEnv>();
  const runtimeFiles = createRuntimeFiles();
  const decoded = createDecoded(scheduler);

  const entryOf = (id: string) => {
    const entry = catalog.get(id);
    if (!entry) throw new AppError("model_not_found");
    return entry;
  };

  routes.get("/api/models", async (c) => {
    await models.refresh();
    return c.json({
      models: [...catalog.values()].map(({ card }) => card),
      restorers: [...restorers.values()].map(({ card }) => card),
      engine,
    });
  });

  routes.get("/api/models/:id/files/:hash/:file", (c) => {
    const id = c.req.param("id");
    const { card, folder } = restorers.get(id) ?? entryOf(id);
    const file = c.req.param("file");
    if (c.req.param("hash") !== card.weightsHash || !SENT_FILES.includes(file))
      throw new AppError("model_not_found");
    return sendFile(c, join(folder, file), { "content-type": typeOf(file) });
  });

  routes.get("/api/datasets/:id/files/:hash/:file", (c) => {
    const [id, hash, file] = [c.req.param("id"), c.req.param("hash"), c.req.param("file")];
    const entry = [...catalog.values(), ...restorers.values()].find(
      ({ card: { dataset } }) => dataset.id === id,
    );
    if (entry?.card.dataset.hash !== hash || !SENT_DATA.includes(file))
      throw new AppError("model_not_found");
    return sendFile(c, join(entry.data, file), { "content-type": typeOf(file) });
  });

  routes.get("/api/models/:id/errors/:hash", async (c) => {
    const { card } = entryOf(c.req.param("id"));
    if (c.req.param("hash") !== card.weightsHash) throw new AppError("model_not_found");
    if (!hasPictures(card)) throw new AppError("no_pictures");
    if (!errors.has(card.id)) {
      const address = addressOf(c, edge);
      await admit(edge, address, edge.budgets.decode(address, ERRORS_COST));
    }
    const each = await errors.of(card.id);
    return c.body(each.buffer, 200, {
      "content-type": "application/octet-stream",
      "cache-control": IMMUTABLE,
    });
  });

  routes.get("/api/runtime/:version/:file", (c) =>
    runtimeFiles(c, c.req.param("version"), c.req.param("file")),
  );

  routes.post("/api/models/:id/decode", async (c) => {
    const { card } = entryOf(c.req.param("id"));
    const address = addressOf(c, edge);
    await admitUnread(edge, address);
    const { z } = await readJson(c, decodeRequestSchema);
    if (z.some((latent) => latent.length !== card.latentDim)) throw new AppError("bad_latent");
    const pixels = await decoded(
      card,
      z.map((latent) => Float32Array.from(latent)),
      (missing) => admit(edge, address, edge.budgets.decode(address, missing)),
    );
    return c.body(pixels, 200, { "content-type": "application/octet-stream" });
  });

  return routes;
}
