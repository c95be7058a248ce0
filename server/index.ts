import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { SERVICES, type Services } from "../app/_server/services.ts";
import { createApp } from "./app.ts";
import { ensureBuild } from "./build.ts";
import { readConfig } from "./config.ts";
import { startWorkerEngine } from "./engine/worker-engine.ts";
import { openStore } from "./store/prisma-store.ts";

const development = process.argv.includes("--dev");
Object.assign(process.env, {
  NODE_ENV: development ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});

/** Starts everything side by side, prints the address, and takes it down in reverse order. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!development) ensureBuild(console.log);
  const [engine, store, pages, { pino }] = await Promise.all([
    startWorkerEngine({ artifacts: config.artifacts, choice: config.engine }),
    openStore({ url: config.databaseUrl }),
    preparePages(),
    import("pino"),
  ]);
  const log = pino({ level: config.logLevel });
  const app = createApp({ artifacts: config.artifacts, engine, store, log, pages });
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

function listen(
  http: import("node:http").Server,
  { port, host }: { port: number; host: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === "EADDRINUSE";
      reject(
        taken
          ? new Error(
              `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm start`,
            )
          : cause,
      );
    });
    http.listen(port, host, resolve);
  });
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
