import type { AddressInfo } from "node:net";
import { type App, createApp } from "../../server/app.ts";
import { realClock } from "../../server/clock.ts";
import type { Edge } from "../../server/edge/edge.ts";
import type { Engine } from "../../server/engine/engine.ts";
import { type LiveCatalog, openLiveCatalog } from "../../server/engine/live-catalog.ts";
import { selectEngine } from "../../server/engine/select-engine.ts";
import type { Store } from "../../server/store/store.ts";
import { ARTIFACTS, MODEL } from "./artifacts.ts";
import { createMemoryStore } from "./memory-store.ts";

export interface Running {
  url: string;
  app: App;
  store: Store;
  engine: Engine;
  models: LiveCatalog;
  /** One line per warning or error that the server logged. */
  log: string[];
  createRoom: (modelId?: string) => Promise<string>;
  /** The same, with the key that only its maker is told. */
  createHosted: () => Promise<{ id: string; hostKey: string }>;
  stop: () => Promise<void>;
}

/** The real server without Next's pages, on a free port of the loopback. */
export async function startApp(
  options: { store?: Store; engine?: Engine; artifacts?: string; edge?: Edge } = {},
): Promise<Running> {
  const artifacts = options.artifacts ?? ARTIFACTS;
  const store = options.store ?? createMemoryStore();
  const log: string[] = [];
  const write = (...args: unknown[]) =>
    void log.push(args.map((arg) => JSON.stringify(arg)).join(" "));
  const models = await openLiveCatalog({ root: artifacts, warn: write, clock: realClock });
  const engine = options.engine ?? (await selectEngine(models.catalog, "onnx-cpu"));
  const app = createApp({
    models,
    engine,
    store,
    log: { info: () => undefined, warn: write, error: write },
    ...(options.edge && { edge: options.edge }),
    hosts: () => ["192.168.1.20"],
    pages: (_request, response) => response.writeHead(404).end(),
  });
  await new Promise<void>((resolve) => app.http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(app.http.address() as AddressInfo).port}`;
  const make = async (modelId: string) => {
    const response = await fetch(`${url}/api/rooms`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Test room", modelId }),
    });
    return (await response.json()) as { id: string; hostKey: string };
  };
  return {
    url,
    app,
    store,
    engine,
    models,
    log,
    createRoom: async (modelId = MODEL) => (await make(modelId)).id,
    createHosted: () => make(MODEL),
    async stop() {
      await app.dispose();
      await store.close();
      await engine.dispose();
      models.dispose();
    },
  };
}
