import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Catalog, readCatalog } from "./engine/catalog.ts";
import type { Engine } from "./engine/engine.ts";
import { createApi } from "./http/api.ts";
import { drawThumbnail } from "./http/thumbnail.ts";
import { createScheduler } from "./schedule/decode-scheduler.ts";
import { createMeter } from "./schedule/meter.ts";
import { createGateway, type Gateway } from "./socket/gateway.ts";
import type { Log } from "./socket/types.ts";
import { createStats, type StatsReader } from "./stats.ts";
import type { Store } from "./store/store.ts";

export interface AppDeps {
  artifacts: string;
  engine: Engine;
  store: Store;
  log: Log;
  /** Answers what is not ours: Next's handler, or nothing in tests. */
  pages: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface App {
  http: Server;
  catalog: Catalog;
  gateway: Gateway;
  stats: Pick<StatsReader, "read">;
  /** Closes sockets, waits for the batch in flight; engine and store belong to the caller. */
  dispose: () => Promise<void>;
}

/** Wires scheduler, rooms, sockets and routes onto one HTTP server, not yet listening. Knows nothing of Next. */
export function createApp({ artifacts, engine, store, log, pages }: AppDeps): App {
  const catalog = readCatalog(artifacts);
  const now = () => performance.now();
  const meter = createMeter(now);
  const scheduler = createScheduler({
    engine,
    meter,
    now,
    latentDim: (modelId) => catalog.get(modelId)?.card.latentDim ?? 0,
    onImage: (move, pixels) => gateway.registry.image(move, pixels),
  });
  const http = createServer();
  const stats = createStats(meter, () => gateway.registry.counts());
  const gateway: Gateway = createGateway(http, {
    catalog,
    store,
    scheduler,
    log,
    engine: engine.info,
    thumbnail: drawThumbnail,
    stats: stats.read,
  });
  const api = getRequestListener(
    createApi({
      catalog,
      store,
      scheduler,
      log,
      engine: engine.info,
      peopleIn: (roomId) => gateway.registry.find(roomId)?.room.online ?? 0,
      counts: gateway.registry.counts,
      metrics: stats.metrics,
    }).fetch,
  );
  http.on("request", (request, response) => {
    const url = request.url ?? "/";
    if (url.startsWith("/socket.io/")) return;
    if (url.startsWith("/api/") || url === "/metrics") void api(request, response);
    else pages(request, response);
  });
  return {
    http,
    catalog,
    gateway,
    stats,
    async dispose() {
      stats.dispose();
      await gateway.dispose();
      await scheduler.dispose();
    },
  };
}
