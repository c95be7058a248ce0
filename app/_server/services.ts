import type { EngineInfo } from "../../server/protocol/entities.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import type { Store } from "../../server/store/store.ts";

/** What server components may use of the process they run in. */
export interface Services {
  store: Pick<Store, "room" | "bookmark">;
  cards: readonly ModelCard[];
  engine: EngineInfo;
}

/** Next bundles its own copy of every module, so the running services are handed over on globalThis. */
export const SERVICES = Symbol.for("latent-commons.services");

/** @throws Error during a build, when no server runs: pages that call this must be dynamic. */
export function services(): Services {
  const running = (globalThis as { [SERVICES]?: Services })[SERVICES];
  if (!running) throw new Error("the Latent Commons server is not running in this process");
  return running;
}
