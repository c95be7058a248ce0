import type { Clock } from "../clock.ts";
import type { Catalog } from "../engine/catalog.ts";
import type { Log } from "../log.ts";
import type { EngineInfo, EngineState } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Store } from "../store/store.ts";
import { LiveRoom } from "./live-room.ts";
import type { LiveRoomDeps } from "./live-room-deps.ts";
import { createPace } from "./pace.ts";

const SWEEP_MS = 5000;
/** The store notes a room's last use to the day. */
const TOUCH_MS = 86_400_000;

export interface Registry {
  /**
   * The live room, reopened from the store when nobody was in it.
   * @throws AppError `room_not_found`, `model_not_found`, `store_unavailable`
   */
  open: (roomId: string) => Promise<LiveRoom>;
  find: (roomId: string) => LiveRoom | undefined;
  /** Rooms with people in them are in this model. */
  isOpenIn: (modelId: string) => boolean;
  engineState: (modelId: string) => EngineState;
  /** Tells the rooms of a model that its decoder fails, or works again. */
  engineChanged: (modelId: string) => void;
  counts: () => { rooms: number; people: number };
  dispose: () => void;
}

export interface RegistryDeps extends Omit<LiveRoomDeps, "pace" | "cardOf"> {
  store: Pick<Store, "room" | "roomKeys" | "bookmarks" | "paths" | "tours" | "touchRoom">;
  catalog: Catalog;
  engine: EngineInfo;
  scheduler: Pick<DecodeScheduler, "move" | "drop" | "isFailing">;
  clock: Clock;
  log: Log;
}

/** The rooms with people in them. */
export function createRegistry(deps: RegistryDeps): Registry {
  const { store, catalog, clock, engine, log, scheduler } = deps;
  const pace = createPace(clock.now);
  const rooms = new Map<string, LiveRoom>();
  const opening = new Map<string, Promise<LiveRoom>>();
  /** When the use of each live room was last noted. */
  const touchedAt = new Map<string, number>();

  async function load(roomId: string): Promise<LiveRoom> {
    const info = await store.room(roomId);
    if (!info) throw new AppError("room_not_found");
    const entry = catalog.get(info.modelId);
    if (!entry) {
      throw new AppError("model_not_found", {
        message: `This room was made with the model “${info.modelId}”, which this server does not have.`,
      });
    }
    const [bookmarks, paths, tours, keys] = await Promise.all([
      store.bookmarks(roomId),
      store.paths(roomId),
      store.tours(roomId),
      store.roomKeys(roomId),
    ]);
    const stored = { info, bookmarks, paths, tours, keys };
    const cardOf = (id: string) => catalog.get(id)?.card;
    const live = new LiveRoom(entry.card, stored, { ...deps, cardOf, pace });
    rooms.set(roomId, live);
    touch(roomId);
    return live;
  }

  /** Only says that the room is still used: it opens, and goes on, without. */
  const touch = (roomId: string) => {
    touchedAt.set(roomId, clock.now());
    store
      .touchRoom(roomId)
      .catch((cause) => log.warn({ roomId, cause: String(cause) }, "a room's use was not noted"));
  };

  const sweep = () => {
    for (const [id, live] of rooms) {
      live.sweep();
      if (!live.empty) {
        if (clock.now() - (touchedAt.get(id) ?? 0) >= TOUCH_MS) touch(id);
        continue;
      }
      rooms.delete(id);
      touchedAt.delete(id);
      live.dispose();
    }
    stopSweeping = clock.after(SWEEP_MS, sweep);
  };
  let stopSweeping = clock.after(SWEEP_MS, sweep);
  const engineState = (modelId: string): EngineState => ({
    info: engine,
    failing: scheduler.isFailing(modelId),
  });

  return {
    open(roomId) {
      const live = rooms.get(roomId);
      if (live) return Promise.resolve(live);
      // Thirty students who arrive together open the room once.
      const loading = opening.get(roomId) ?? load(roomId).finally(() => opening.delete(roomId));
      opening.set(roomId, loading);
      return loading;
    },
    find: (roomId) => rooms.get(roomId),
    isOpenIn: (modelId) => [...rooms.values()].some(({ card }) => card.id === modelId),
    engineState,
    engineChanged(modelId) {
      for (const live of rooms.values())
        if (live.card.id === modelId)
          for (const room of [live, ...live.door.rooms])
            room.tell("engine:put", engineState(modelId));
    },
    counts() {
      let people = 0;
      for (const { online, door } of rooms.values())
        for (const room of [{ online }, ...door.rooms]) people += room.online;
      return { rooms: rooms.size, people };
    },
    dispose() {
      stopSweeping();
      for (const live of rooms.values()) live.dispose();
      rooms.clear();
    },
  };
}
