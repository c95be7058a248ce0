import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createApp } from "./app.ts";
import { build, needsBuild } from "./build.ts";
import { realClock } from "./clock.ts";
import { readConfig } from "./config.ts";
import { createEdge, originOf } from "./edge/edge.ts";
import { openLiveCatalog } from "./engine/live-catalog.ts";
import { startWorkerEngine, type WorkerEngine } from "./engine/worker-engine.ts";
import { createMetricsServer } from "./http/metrics.ts";
import { assertPortFree, lanHosts, listen } from "./listen.ts";
import type { Log } from "./log.ts";
import { ARTIFACT_FILES } from "./protocol/artifact-files.ts";
import { createServices, SERVICES } from "./services.ts";
import { createShutdown, type Step } from "./shutdown.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";

const DAY_MS = 86_400_000;
const SHUTDOWN_MS = 10_000;
/** A page that still loads a file gets this long; then its connection is cut. */
const LAST_REQUESTS_MS = 5000;

/** Nothing logs requests; whoever begins to must not write down a key. */
const SECRET_FIELDS = ["key", "hostKey", "token", "*.key", "*.hostKey", "*.token"];

const development = process.argv.includes("--dev");
Object.assign(process.env, {
  NODE_ENV: development ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});

// Next listens too and goes on half dead; a process that ends is started again by whoever runs it.
process.on("unhandledRejection", (cause) => endWith("an unhandled rejection", cause));
process.on("uncaughtException", (cause) => endWith("an uncaught exception", cause));

/** Starts everything side by side, prints the address, and takes it down in reverse order. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Fails within a second of starting, before any long work.
  await assertPortFree(config);
  const logging = import("pino").then(({ pino }) =>
    pino({ level: config.logLevel, redact: SECRET_FIELDS }),
  );
  const { artifacts, engines: choices } = config;
  const warn = (message: string) => void logging.then((log) => log.warn(message));
  const models = await openLiveCatalog({ root: artifacts, warn, clock: realClock });
  const backend = both(
    startWorkerEngine({
      catalog: models.catalog,
      onModelsChange: models.onChange,
      choices,
      warn,
    }),
    openStore({ url: config.databaseUrl, warn }),
  );
  const building = !development && needsBuild();
  const pagesReady = building ? backend.then(buildPages).then(preparePages) : preparePages();
  const [[engine, store], pages, log] = await Promise.all([backend, pagesReady, logging]);
  const edge = createEdge(config);
  const hosts = () => lanHosts(config.host);
  const app = createApp({ models, engine, store, log, pages, edge, hosts });
  const services = createServices({
    store,
    live: (id) => app.registry.find(id)?.info,
    hidesNames: (id) => app.registry.find(id)?.desk.lesson.state.hidden.names === true,
    models,
    hasCurve: (id) => {
      const entry = models.catalog.get(id) ?? models.restorers.get(id);
      return entry !== undefined && existsSync(join(entry.folder, ARTIFACT_FILES.curve));
    },
    engine: engine.info,
    origin: (headers) => originOf(edge, headers),
  });
  Object.assign(globalThis, { [SERVICES]: services });

  const steps: Step[] = [
    { name: "rooms and sockets", run: () => closeApp(app) },
    { name: "the store", run: () => store.close() },
    { name: "the engine", run: () => engine.dispose() },
    { name: "the folder of models", run: async () => models.dispose() },
  ];
  if (config.metricsPort !== null) {
    const metrics = createMetricsServer(config, app.stats.metrics);
    await listen(metrics, { port: config.metricsPort, host: config.host });
    steps.unshift({ name: "the metrics port", run: async () => void metrics.close() });
  }
  await listen(app.http, config);
  announce((app.http.address() as AddressInfo).port, config.host, engine.info.label);

  keepPurging(store, config.roomsKeptDays, log);

  const shutdown = createShutdown({
    steps,
    limitMs: SHUTDOWN_MS,
    say: (line) => console.log(line),
    exit: (code) => process.exit(code),
  });
  process.on("SIGINT", shutdown);
  process.on("SIGTERM", shutdown);
}

/**
 * Engine and store, or neither: what did start is closed again first, since a process that exits under a thread in native
 * code dies of it, without the sentence that says why.
 * @throws the first failure
 */
async function both(
  starting: Promise<WorkerEngine>,
  opening: Promise<Store>,
): Promise<[WorkerEngine, Store]> {
  const [engine, store] = await Promise.allSettled([starting, opening]);
  if (engine.status === "fulfilled" && store.status === "fulfilled")
    return [engine.value, store.value];
  if (engine.status === "fulfilled") {
    await engine.value.allStarted;
    await engine.value.dispose();
  }
  if (store.status === "fulfilled") await store.value.close();
  throw engine.status === "rejected" ? engine.reason : (store as PromiseRejectedResult).reason;
}

/** Now and once a day; a failure is told and tried again the next day. */
function keepPurging(store: Pick<Store, "purge">, days: number, log: Log): void {
  const purge = () =>
    void store.purge(new Date(Date.now() - days * DAY_MS)).then(
      (count) => log.info({ count }, "rooms that nobody opened were removed"),
      (cause: unknown) => log.warn({ cause: String(cause) }, "rooms could not be removed"),
    );
  purge();
  setInterval(purge, DAY_MS).unref();
}

function closeApp(app: { http: Server; dispose: () => Promise<void> }): Promise<void> {
  // A connection that was just answering becomes idle only now.
  setInterval(() => app.http.closeIdleConnections(), 100).unref();
  setTimeout(() => app.http.closeAllConnections(), LAST_REQUESTS_MS).unref();
  return app.dispose();
}

async function preparePages() {
  const { default: next } = await import("next");
  const app = next({ dev: development });
  await app.prepare();
  return app.getRequestHandler();
}

async function buildPages(): Promise<void> {
  console.log("Building the pages, about half a minute; later starts need not…");
  await build();
}

function announce(port: number, host: string, engine: string): void {
  const isAnywhere = host === "0.0.0.0" || host === "::";
  const addresses = isAnywhere ? ["localhost", ...lanHosts(host)] : [host];
  console.log(`Latent Commons is ready, decoding with ${engine}.`);
  for (const address of addresses) console.log(`  http://${address}:${port}`);
}

function endWith(what: string, cause: unknown): void {
  console.error(`Ended by ${what}:`, cause);
  process.exit(1);
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exit(1);
});
