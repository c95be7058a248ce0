import type { IncomingHttpHeaders } from "node:http";
import type { LiveCatalog } from "./engine/live-catalog.ts";
import type { Bookmark, EngineInfo, RoomInfo } from "./protocol/entities.ts";
import type { ModelCard, RestorerCard } from "./protocol/model-card.ts";
import type { Store } from "./store/store.ts";

interface Cards {
  models: readonly ModelCard[];
  /** Of models without a latent space. */
  restorers: readonly RestorerCard[];
}

/** What pages that are drawn on the server may use of the process they run in. */
export interface Services {
  /**
   * A live room, even while the database is away; else as stored. Null when there is none.
   * @throws AppError `store_unavailable`
   */
  room: (id: string) => Promise<RoomInfo | null>;
  /** @throws AppError `store_unavailable` */
  bookmark: (id: string) => Promise<Bookmark | null>;
  /** Of the models as they are now. */
  cards: () => Promise<Cards>;
  /** The losses of its training were kept, epoch by epoch. */
  hasCurve: (modelId: string) => boolean;
  engine: EngineInfo;
  /** The address under which a request came, for links in previews; forwarded headers count behind a declared proxy. */
  origin: (headers: IncomingHttpHeaders) => URL;
}

/** Next bundles its own copy of every module, so the running services are handed over on globalThis. */
export const SERVICES = Symbol.for("latent-commons.services");

export function createServices(
  options: Pick<Services, "hasCurve" | "engine" | "origin"> & {
    models: Pick<LiveCatalog, "catalog" | "restorers" | "refresh">;
    store: Pick<Store, "room" | "bookmark">;
    /** Rooms with people in them. */
    live: (id: string) => RoomInfo | undefined;
    /** In its lesson, names are kept from all but hosts, whom a page that is drawn here does not know. */
    hidesNames: (roomId: string) => boolean;
  },
): Services {
  const { models, store, live, hidesNames, ...rest } = options;
  return {
    ...rest,
    async cards() {
      await models.refresh();
      return {
        models: [...models.catalog.values()].map(({ card }) => card),
        restorers: [...models.restorers.values()].map(({ card }) => card),
      };
    },
    room: async (id) => live(id) ?? store.room(id),
    bookmark: async (id) => {
      const bookmark = await store.bookmark(id);
      return bookmark && hidesNames(bookmark.roomId) ? { ...bookmark, author: "" } : bookmark;
    },
  };
}
