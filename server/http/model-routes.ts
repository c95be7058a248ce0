import { join } from "node:path";
import { Hono } from "hono";
import { AppError } from "../protocol/errors.ts";
import { decodeRequestSchema } from "../protocol/schema.ts";
import { createDecoded } from "./decoded.ts";
import { type ApiDeps, type ApiEnv, addressOf, admit, admitUnread } from "./deps.ts";
import { readJson } from "./read-json.ts";
import { createRuntimeFiles } from "./runtime-files.ts";
import { sendFile } from "./send-file.ts";

/** Models: their cards, their files, their decoder, and the runtime that decodes in the page. */
export function modelRoutes({ catalog, engine, scheduler, edge }: ApiDeps): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  const runtimeFiles = createRuntimeFiles();
  const decoded = createDecoded(scheduler);

  const entryOf = (id: string) => {
    const entry = catalog.get(id);
    if (!entry) throw new AppError("model_not_found");
    return entry;
  };

  routes.get("/api/models", (c) =>
    c.json({ models: [...catalog.values()].map(({ card }) => card), engine }),
  );

  routes.get("/api/models/:id/files/:hash/:file", (c) => {
    const { card, folder } = entryOf(c.req.param("id"));
    const file = c.req.param("file");
    const known = ["embedding.bin", "labels.bin", "decoder.onnx", card.atlas.file];
    if (c.req.param("hash") !== card.weightsHash || !known.includes(file))
      throw new AppError("model_not_found");
    const type = file.endsWith(".webp") ? "image/webp" : "application/octet-stream";
    return sendFile(c, join(folder, file), { "content-type": type });
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
