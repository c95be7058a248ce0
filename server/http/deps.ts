import type { Catalog } from "../engine/catalog.ts";
import type { EngineInfo } from "../protocol/entities.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Log } from "../socket/types.ts";
import type { Store } from "../store/store.ts";

/** What the HTTP routes need of the process. */
export interface ApiDeps {
  catalog: Catalog;
  store: Store;
  scheduler: DecodeScheduler;
  engine: EngineInfo;
  log: Log;
  peopleIn: (roomId: string) => number;
  counts: () => { rooms: number; people: number };
  /** Prometheus text. */
  metrics: () => Promise<string>;
}
