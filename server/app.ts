import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { realClock } from "./clock.ts";
import { createStatsWatch } from "./commands/stats-watch.ts";
import { clientAddress } from "./edge/address.ts";
import { createEdge, type Edge } from "./edge/edge.ts";
import { createCodes } from "./engine/codes.ts";
import type { Engine } from "./engine/engine.ts";
import type { LiveCatalog } from "./engine/live-catalog.ts";
import { createApi } from "./http/api.ts";
import { createFront } from "./http/front.ts";
import { deflateImages } from "./image/deflate-images.ts";
import { toImageFile, travelsAsFile } from "./image/image-file.ts";
import { drawThumbnail } from "./image/thumbnail.ts";
import { imageKey } from "./image-key.ts";
import type { Log } from "./log.ts";
import { createNames } from "./names/names.ts";
import { createReconstructionErrors } from "./reconstruction/reconstruction-errors.ts";
import { newId } from "./room/id.ts";
import { JoinCodes } from "./room/join-codes.ts";
import type { Secrets } from "./room/people.ts";
import { createRegistry, type Registry } from "./room/registry.ts";
import { createScheduler } from "./schedule/decode-scheduler.ts";
import { createFailureLog } from "./schedule/failure-log.ts";
import { createMeter } from "./schedule/meter.ts";
import { createGateway } from "./socket/gateway.ts";
import { createStats, type StatsReader } from "./stats.ts";
import type { Store } from "./store/store.ts";
import { readBuiltInTours, TOURS } from "./tours/built-in.ts";

export interface AppDeps {
  models: LiveCatalog;
  engine: Engine;
  store: Store;
  log: Log;
  /** Answers what is not ours: Next's handler, or nothing in tests. */
  pages: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** Who may come in and how much they may; by default whoever reaches this machine under a name of its own. */
  edge?: Edge;
  /** Names and addresses under which others reach this machine. */
  hosts?: () => readonly string[];
}

export interface App {
  http: Server;
  registry: Registry;
  codes: JoinCodes;
  stats: Pick<StatsReader, "read" | "metrics">;
  /** Closes sockets, waits for the batch in flight; engine and store belong to the caller. */
  dispose: () => Promise<void>;
}

/** 128 bits each; only hashes are kept. */
const SECRETS: Secrets = {
  token: () => randomBytes(16).toString("hex"),
  hash: (token) => createHash("sha256").update(token).digest("base64"),
  same: (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b)),
};

/** Three latents in the address of a map's tile, of as many dimensions as there may be, take 16 kB of it. */
const HEADER_MAX_BYTES = 32 << 10;

/** Wires scheduler, rooms, sockets and routes onto one HTTP server, not yet listening. Knows nothing of Next. */
export function createApp(deps: AppDeps): App {
  const { models, engine, store, log, pages, edge = createEdge(), hosts = () => [] } = deps;
  const { budgets, gate, proxyHops } = edge;
  const { catalog } = models;
  let builtIn = readBuiltInTours(TOURS, catalog, log);
  const stopReading = models.onChange(() => {
    builtIn = readBuiltInTours(TOURS, catalog, log);
  });
  const clock = realClock;
  const meter = createMeter(clock.now);
  const latentDim = (modelId: string) => models.lastCard(modelId)?.latentDim ?? 0;
  const scheduler = createScheduler({
    engine,
    meter,
    clock,
    latentDim,
    onFailure: createFailureLog(log, clock),
    onHealth: (modelId) => registry.engineChanged(modelId),
  });
  const names = createNames(Math.random);
  const registry = createRegistry({
    store,
    catalog,
    scheduler,
    clock,
    log,
    engine: engine.info,
    builtInTours: (card) => builtIn.of(card),
    codec: { deflate: deflateImages, travelsAsFile, toFile: toImageFile },
    secrets: SECRETS,
    names,
  });
  models.holdWhile(registry.isOpenIn);
  const http = createServer({ maxHeaderSize: HEADER_MAX_BYTES });
  const codes = new JoinCodes({ now: clock.now, randomBytes });
  const guesses = { right: 0, wrong: 0, refused: 0 };
  const stats = createStats(meter, registry.counts, { guesses, codes });
  const gateway = createGateway(http, {
    registry,
    store,
    scheduler,
    budgets,
    gate,
    clock,
    log,
    imageKey,
    addressOf: (request) => clientAddress(request, proxyHops),
    newId: () => newId(randomBytes),
    newSeed: () => randomBytes(4).readUInt32LE(),
    secrets: SECRETS,
    codes,
    names,
    models: { card: (id) => catalog.get(id)?.card, codes: createCodes(catalog) },
    statsWatch: createStatsWatch(stats.read, clock),
    thumbnail: drawThumbnail,
  });
  const { fetch } = createApi({
    secrets: SECRETS,
    models,
    errors: createReconstructionErrors({ catalog, scheduler }),
    store,
    scheduler,
    names,
    builtInPicture: (key) => builtIn.pictured(key),
    codes,
    guesses,
    log,
    edge,
    hosts,
    engine: engine.info,
    peopleIn: (roomId) => registry.find(roomId)?.online ?? 0,
    counts: registry.counts,
    metrics: stats.metrics,
  });
  http.on(
    "request",
    createFront({
      gate,
      frameAncestors: edge.frameAncestors,
      development: process.env.NODE_ENV === "development",
      api: getRequestListener(fetch, { overrideGlobalObjects: false }),
      pages,
      onError: (cause) => log.error({ cause: String(cause) }, "a request was not answered"),
    }),
  );
  return {
    http,
    registry,
    codes,
    stats,
    async dispose() {
      stopReading();
      stats.dispose();
      await gateway.dispose();
      registry.dispose();
      await scheduler.dispose();
    },
  };
}
