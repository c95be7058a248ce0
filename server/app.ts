import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createEdge, type Edge } from "./edge/edge.ts";
import { type Catalog, readCatalog } from "./engine/catalog.ts";
import type { Engine } from "./engine/engine.ts";
import { createApi } from "./http/api.ts";
import { createFront } from "./http/front.ts";
import { drawThumbnail } from "./image/thumbnail.ts";
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
  pages: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** Who may ask and how much; by default as in a LAN. */
  edge?: Edge;
  /** Names and addresses under which others reach this machine. */
  hosts?: () => readonly string[];
  /** PNG of a place or stop of a room. */
  images?: (roomId: string, image: string) => Promise<Uint8Array | null>;
}

export interface App {
  http: Server;
  catalog: Catalog;
  gateway: Gateway;
  stats: Pick<StatsReader, "read" | "metrics">;
  /** Closes sockets, waits for the batch in flight; engine and store belong to the caller. */
  dispose: () => Promise<void>;
}

/** Wires scheduler, rooms, sockets and routes onto one HTTP server, not yet listening. Knows nothing of Next. */
export function createApp(deps: AppDeps): App {
  const { artifacts, engine, store, log, pages, edge = createEdge() } = deps;
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
    thumbnail: async (pixels, shape) =>
      `data:image/png;base64,${Buffer.from(await drawThumbnail(pixels, shape)).toString("base64")}`,
    stats: stats.read,
  });
  const { fetch } = createApi({
    catalog,
    store,
    scheduler,
    log,
    engine: engine.info,
    peopleIn: (roomId) => gateway.registry.find(roomId)?.room.online ?? 0,
    counts: gateway.registry.counts,
    metrics: stats.metrics,
    edge,
    images: deps.images ?? (async () => null),
    hosts: deps.hosts ?? (() => []),
  });
  http.on(
    "request",
    createFront({
      gate: edge.gate,
      frameAncestors: edge.frameAncestors,
      development: process.env.NODE_ENV === "development",
      api: getRequestListener(fetch, { overrideGlobalObjects: false }),
      pages,
      onError: (cause) => log.error({ cause: String(cause) }, "a request was not answered"),
    }),
  );
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
