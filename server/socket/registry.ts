import { randomBytes } from "node:crypto";
import type { Catalog } from "../engine/catalog.ts";
import { AppError } from "../protocol/errors.ts";
import { createPace } from "../room/pace.ts";
import { Room } from "../room/room.ts";
import type { OnImage } from "../schedule/batch.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Store } from "../store/store.ts";
import { LiveRoom, roomOf } from "./live-room.ts";
import type { Log, RoomServer, RoomSocket } from "./types.ts";

const PRUNE_MS = 5000;

/** A person at their place in a live room. */
export interface Seat {
  room: LiveRoom;
  slot: number;
}

export interface Registry {
  /**
   * The live room, reopened from the store when nobody was in it.
   * @throws AppError `room_not_found`, `model_not_found`, `store_unavailable`
   */
  open: (roomId: string) => Promise<LiveRoom>;
  find: (roomId: string) => LiveRoom | undefined;
  /** Where a connection sits, null before it joined. */
  seatOf: (socket: RoomSocket) => Seat | null;
  /** Routes a decoded image to its room. */
  image: OnImage;
  counts: () => { rooms: number; people: number };
  dispose: () => void;
}

export interface RegistryOptions {
  io: RoomServer;
  store: Store;
  catalog: Catalog;
  scheduler: DecodeScheduler;
  log: Log;
}

export function createRegistry(options: RegistryOptions): Registry {
  const { io, store, catalog, scheduler, log } = options;
  const pace = createPace(() => performance.now());
  const rooms = new Map<string, LiveRoom>();
  const opening = new Map<string, Promise<LiveRoom>>();

  async function load(roomId: string): Promise<LiveRoom> {
    const info = await store.room(roomId);
    if (!info) throw new AppError("room_not_found");
    const entry = catalog.get(info.modelId);
    if (!entry) {
      throw new AppError("model_not_found", {
        message: `This room was made with the model “${info.modelId}”, which this server does not have.`,
      });
    }
    const [bookmarks, paths] = await Promise.all([store.bookmarks(roomId), store.paths(roomId)]);
    const room = new Room({
      info,
      latentDim: entry.card.latentDim,
      now: () => performance.now(),
      randomToken: () => randomBytes(16).toString("hex"),
    });
    const live = new LiveRoom({ room, card: entry.card, bookmarks, paths, io, scheduler, pace });
    rooms.set(roomId, live);
    return live;
  }

  const timer = setInterval(() => {
    for (const [id, live] of rooms) {
      for (const slot of live.prune()) live.all.emit("peer:gone", { slot });
      if (live.room.sessions.size > 0) continue;
      rooms.delete(id);
      live.dispose();
    }
  }, PRUNE_MS);
  timer.unref();

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
    seatOf({ data: { seat } }) {
      const room = seat && rooms.get(seat.roomId);
      return room ? { room, slot: seat.slot } : null;
    },
    image(move, pixels) {
      const showing = rooms.get(roomOf(move.key))?.image(move, pixels);
      return showing?.catch((cause: unknown) =>
        log.error({ modelId: move.modelId, cause: String(cause) }, "an image could not be sent"),
      );
    },
    counts() {
      let people = 0;
      for (const { room } of rooms.values()) people += room.online;
      return { rooms: rooms.size, people };
    },
    dispose() {
      clearInterval(timer);
      for (const live of rooms.values()) live.dispose();
      rooms.clear();
    },
  };
}
