import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApp } from "../../server/app.ts";
import { realClock } from "../../server/clock.ts";
import { openLiveCatalog } from "../../server/engine/live-catalog.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { openStore } from "../../server/store/open-store.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { createMemoryStore } from "../helpers/memory-store.ts";
import { naiveServer } from "./baselines/naive-server.ts";
import { saneServer } from "./baselines/sane-server.ts";
import type { ServerFigures, ServerOptions } from "./server.ts";

/** The server side of the room, rooms, fanout and soak benchmarks, started by server.ts in a process of its own. */
const options = JSON.parse(process.argv[2] ?? "{}") as ServerOptions;
const { kind, model, rooms: roomCount = 1, database } = options;
const SAMPLE_MS = 10;

const models = await openLiveCatalog({ root: ARTIFACTS, warn: console.error, clock: realClock });
const engine = await startWorkerEngine({ catalog: models.catalog, choices: ["onnx-cpu"] });
const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
const store = database ? await openStore({ url: database }) : createMemoryStore();
const rooms = await Promise.all(
  Array.from({ length: roomCount }, (_, i) =>
    store.createRoom({ id: `benchroom${100 + i}`, name: "Bench", modelId: model }),
  ),
);
const { http, superseded } = serverOf();
/** When counting began, and what had been superseded by then. */
const begun = { at: 0, superseded: 0 };

http.listen(0, "127.0.0.1", () =>
  process.send?.({
    port: (http.address() as AddressInfo).port,
    roomIds: rooms.map(({ id }) => id),
  }),
);

process.on("message", (message) => {
  if (message === "measure") {
    delay.enable();
    delay.reset();
    Object.assign(begun, { at: performance.now(), superseded: superseded?.() });
  }
  // Nobody may be there any more to hear it.
  if (message === "report") process.send?.(figures(), () => undefined);
});

// Nothing here is worth an orderly end, and threads stopped in the middle of a decode make a noise.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

function figures(): ServerFigures {
  const seconds = (performance.now() - begun.at) / 1000;
  return {
    // A loop so full that the sampler never ran has no figure.
    event_loop_p99_ms:
      delay.count > 0 ? Math.max(0, delay.percentile(99) / 1e6 - SAMPLE_MS) : Number.NaN,
    rss_mb: process.memoryUsage.rss() / 1e6,
    heap_mb: heapAfterCollection(),
    superseded_per_s: superseded ? (superseded() - begun.superseded) / seconds : Number.NaN,
  };
}

/** What is really held: the garbage of the last second is not a leak. */
function heapAfterCollection(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** `superseded`: moves since the start that newer ones replaced; null where every move is decoded. */
function serverOf(): { http: Server; superseded: (() => number) | null } {
  if (kind === "naive") return { http: naiveServer(engine, model), superseded: null };
  if (kind === "sane") return saneServer(engine, model);
  const app = createApp({
    models,
    engine,
    store,
    log: { info: () => undefined, warn: console.error, error: console.error },
    pages: (_request, response) => response.writeHead(404).end(),
  });
  let total = 0;
  // The app tells a rate; a second of it at a time is a count.
  setInterval(() => {
    total += app.stats.read().supersededPerSecond;
  }, 1000).unref();
  return { http: app.http, superseded: () => total };
}
