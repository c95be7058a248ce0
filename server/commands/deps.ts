import type { Clock } from "../clock.ts";
import type { Budgets } from "../edge/budgets.ts";
import type { Log } from "../log.ts";
import type { Names } from "../names/names.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { CardOf } from "../protocol/summaries.ts";
import type { JoinCodes } from "../room/join-codes.ts";
import type { Secrets } from "../room/people.ts";
import type { Registry } from "../room/registry.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Store } from "../store/store.ts";
import type { StatsWatch } from "./stats-watch.ts";

/** The models of this server. */
interface Models {
  card: CardOf;
  /** The codes of its data, row by row. Rejects when they cannot be read. */
  codes: (modelId: string) => Promise<Float32Array>;
}

/** What commands are made of. */
export interface CommandDeps {
  models: Models;
  registry: Pick<Registry, "open" | "engineState">;
  store: Store;
  scheduler: Pick<DecodeScheduler, "decode">;
  statsWatch: StatsWatch;
  budgets: Pick<Budgets, "command" | "join">;
  clock: Clock;
  log: Log;
  newId: () => string;
  /** 32 random bits. */
  newSeed: () => number;
  secrets: Pick<Secrets, "token" | "hash">;
  codes: JoinCodes;
  names: Pick<Names, "isRude">;
  /** Names a picture by what it shows (image-key.ts). */
  imageKey: (weightsHash: string, z: Float32Array) => string;
  /** A decoded image as a small PNG. */
  thumbnail: (pixels: Uint8Array, imageShape: ModelCard["imageShape"]) => Promise<Uint8Array>;
}
