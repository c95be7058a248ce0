import { type AddressInfo, createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { SERVICES, type Services } from "../app/_server/services.ts";
import { createApp } from "./app.ts";
import { build, needsBuild } from "./build.ts";
import { type Config, readConfig } from "./config.ts";
import { startWorkerEngine } from "./engine/worker-engine.ts";
import { openStore } from "./store/open-store.ts";

const development = process.argv.includes("--dev");
Object.assign(process.env, {
  NODE_ENV: development ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});

/** Starts everything side by side, prints the address, and takes it down in reverse order. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Fails within a second of starting, before any long work.
  await assertPortFree(config);
  const logging = import("pino").then(({ pino }) => pino({ level: config.logLevel }));
  const { artifacts, engines: choices } = config;
  const warn = (message: string) => void logging.then((log) => log.warn(message));
  const backend = Promise.all([
    startWorkerEngine({ artifacts, choices, warn }),
    openStore({ url: config.databaseUrl, warn }),
  ]);
  const building = !development && needsBuild();
  const pagesReady = building ? backend.then(buildPages).then(preparePages) : preparePages();
  const [[engine, store], pages, log] = await Promise.all([backend, pagesReady, logging]);
  const app = createApp({ artifacts, engine, store, log, pages });
  const handed: Services = {
    store,
    cards: [...app.catalog.values()].map(({ card }) => card),
    engine: engine.info,
  };
  Object.assign(globalThis, { [SERVICES]: handed });

  await listen(app.http, config);
  announce((app.http.address() as AddressInfo).port, config.host, engine.info.label);

  let closing = false;
  const close = async (signal: string) => {
    if (closing) return;
    closing = true;
    console.log(`${signal}: closing…`);
    // Keep-alive connections of pages must not hold the process.
    setTimeout(() => process.exit(0), 5000).unref();
    await app.dispose();
    await store.close();
    await engine.dispose();
    process.exit(0);
  };
  process.on("SIGINT", (signal) => void close(signal));
  process.on("SIGTERM", (signal) => void close(signal));
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

/** @throws Error naming another port */
async function assertPortFree(config: Config): Promise<void> {
  const probe = createServer();
  await listen(probe, config);
  await new Promise((resolve) => probe.close(resolve));
}

/** @throws Error with the cause and the fix */
function listen(server: Server, { port, host }: Pick<Config, "port" | "host">): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(new Error(whyNot(cause, port, host))),
    );
    server.listen(port, host, resolve);
  });
}

function whyNot(cause: NodeJS.ErrnoException, port: number, host: string): string {
  if (cause.code === "EADDRINUSE") {
    return `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm start`;
  }
  if (cause.code === "EACCES")
    return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`;
  return `Cannot listen on ${host}:${port}: ${cause.message}`;
}

function announce(port: number, host: string, engine: string): void {
  const addresses = host === "0.0.0.0" ? ["localhost", ...lanAddresses()] : [host];
  console.log(`Latent Commons is ready, decoding with ${engine}.`);
  for (const address of addresses) console.log(`  http://${address}:${port}`);
}

/** Where the class reaches this machine. */
function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === "IPv4" && !address.internal)
    .map(({ address }) => address);
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exit(1);
});
