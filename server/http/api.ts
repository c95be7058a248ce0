import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError, fromUnknown } from "../protocol/errors.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { joinRoutes } from "./join-routes.ts";
import { mapRoutes } from "./map-routes.ts";
import { modelRoutes } from "./model-routes.ts";
import { roomRoutes } from "./room-routes.ts";
import { serverRoutes } from "./server-routes.ts";

/** A hundred latents of 1,024 numbers, written out. */
const BODY_MAX_BYTES = 2_600_000;

/** Everything under /api and /metrics. Each error is `{ error: { code, message } }` with the code's status. */
export function createApi(deps: ApiDeps): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();

  api.use(
    "*",
    bodyLimit({
      maxSize: BODY_MAX_BYTES,
      onError: () => {
        throw new AppError("too_large");
      },
    }),
  );
  api.route("/", serverRoutes(deps));
  api.route("/", modelRoutes(deps));
  api.route("/", mapRoutes(deps));
  api.route("/", roomRoutes(deps));
  api.route("/", joinRoutes(deps));

  api.notFound((c) =>
    c.json({ error: { code: "bad_request", message: "There is nothing at this address." } }, 404),
  );
  api.onError((cause, c) => {
    const error = fromUnknown(cause);
    const line = { path: c.req.path, code: error.code, cause: error.cause && String(error.cause) };
    if (error.code === "internal")
      deps.log.error({ ...line, stack: cause.stack }, "request failed");
    // What a client did wrong is the client's to hear; a flood of it must not fill the log.
    else if (error.status < 500) deps.log.info(line, error.message);
    else deps.log.warn(line, error.message);
    return c.json({ error: error.toFault() }, error.status as 400);
  });
  return api;
}
