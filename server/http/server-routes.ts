import { Hono } from "hono";
import { isFromThisMachine } from "../edge/address.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { answersMetrics, METRICS_TYPE } from "./metrics.ts";

/** The server itself: whether it lives, its figures, where others reach it. */
export function serverRoutes({ engine, edge, counts, metrics, hosts }: ApiDeps): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get("/api/health", (c) => c.json({ ok: true, engine, ...counts() }));

  routes.get("/metrics", async (c) =>
    answersMetrics(edge, c.req.header("authorization"))
      ? c.text(await metrics(), 200, { "content-type": METRICS_TYPE })
      : c.notFound(),
  );

  // The addresses of a machine are nobody else's business.
  routes.get("/api/addresses", (c) => {
    const { incoming } = c.env;
    if (!isFromThisMachine(incoming, edge.proxyHops)) return c.notFound();
    const { localPort } = incoming.socket;
    const addresses = edge.publicUrl
      ? [edge.publicUrl.origin]
      : hosts().map((host) => `http://${host.includes(":") ? `[${host}]` : host}:${localPort}`);
    return c.json({ addresses });
  });

  return routes;
}
