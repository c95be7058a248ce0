import type { Bookmark, LatentPath, RoomInfo } from "../../server/protocol/entities.ts";
import { AppError } from "../../server/protocol/errors.ts";
import {
  BOOKMARKS_PER_ROOM,
  PATHS_PER_ROOM,
  TOURS_PER_ROOM,
} from "../../server/protocol/limits.ts";
import type { Tour, TourStop } from "../../server/protocol/tour.ts";
import { guard } from "../../server/store/guard.ts";
import type { KeyHashes, Store } from "../../server/store/store.ts";
import { createShelf } from "./memory-shelf.ts";

/** A store that keeps nothing past the process. */
export function createMemoryStore(options: { now?: () => Date } = {}): Store {
  const { now = () => new Date() } = options;
  const rooms = new Map<string, RoomInfo>();
  const keys = new Map<string, KeyHashes>();
  const bookmarks = createShelf<Bookmark>({
    limit: BOOKMARKS_PER_ROOM,
    notFound: "bookmark_not_found",
  });
  const paths = createShelf<LatentPath>({ limit: PATHS_PER_ROOM, notFound: "path_not_found" });
  const tours = createShelf<Tour>({ limit: TOURS_PER_ROOM, notFound: "tour_not_found" });

  const touched = new Map<string, number>();
  /** By room, then by key. */
  const images = new Map<string, Map<string, Uint8Array>>();

  const mustKnow = (roomId: string): RoomInfo => {
    const room = rooms.get(roomId);
    if (!room) throw new AppError("room_not_found");
    return room;
  };
  const stamp = () => ({ createdAt: now().toISOString() });

  const putImages = (roomId: string, pngs: Iterable<readonly [string, Uint8Array]>) => {
    const known = images.get(roomId) ?? new Map<string, Uint8Array>();
    images.set(roomId, known);
    for (const [key, png] of pngs) if (!known.has(key)) known.set(key, png.slice());
  };

  return guard({
    async createRoom({ hostKeyHash, ...room }) {
      if (rooms.has(room.id)) throw new Error(`the id ${room.id} is taken`);
      const hosted = hostKeyHash !== undefined;
      rooms.set(room.id, { ...room, ...stamp(), link: "edit", hosted, bytesPerSecond: null });
      keys.set(room.id, { host: hostKeyHash ?? null, cohost: null });
      touched.set(room.id, now().getTime());
      return copy(mustKnow(room.id));
    },
    room: async (id) => copy(rooms.get(id) ?? null),
    rooms: async (ids) => copy(ids.flatMap((id) => rooms.get(id) ?? [])),
    changeRoom: async (id, change) => copy(Object.assign(mustKnow(id), change)),
    async roomKeys(id) {
      mustKnow(id);
      return copy(keys.get(id) ?? { host: null, cohost: null });
    },
    async setRoomKey(id, which, hash) {
      const room = mustKnow(id);
      const held = { host: null, cohost: null, ...keys.get(id), [which]: hash };
      keys.set(id, held);
      room.hosted = held.host !== null;
      return copy(room);
    },
    async touchRoom(id) {
      mustKnow(id);
      touched.set(id, now().getTime());
    },
    async purge(olderThan) {
      const gone = [...rooms.keys()].filter((id) => Number(touched.get(id)) < olderThan.getTime());
      for (const id of gone) {
        for (const map of [rooms, keys, touched, images]) map.delete(id);
        bookmarks.clear(id);
        paths.clear(id);
        tours.clear(id);
      }
      return gone.length;
    },

    bookmarks: async (roomId) => copy(bookmarks.list(roomId)),
    bookmark: async (id) => copy(bookmarks.get(id) ?? null),
    async createBookmark(bookmark, png) {
      mustKnow(bookmark.roomId);
      const created = bookmarks.add(exact({ ...copy(bookmark), ...stamp() }));
      putImages(bookmark.roomId, [[bookmark.image, png]]);
      return copy(created);
    },
    async renameBookmark(roomId, id, name) {
      const bookmark = bookmarks.find(roomId, id);
      bookmark.name = name;
      return copy(bookmark);
    },
    removeBookmark: async (roomId, id) => bookmarks.remove(roomId, id),
    restoreBookmark: async (roomId, id) => copy(bookmarks.restore(roomId, id)),

    paths: async (roomId) => copy(paths.list(roomId)),
    async savePath(path, pngs) {
      mustKnow(path.roomId);
      const { stops, ...rest } = copy(path);
      const saved = paths.save(
        { ...rest, stops: stops.map(exact), ...stamp(), revision: 1 },
        ({ createdAt, revision }) => ({ createdAt, revision: revision + 1 }),
      );
      putImages(path.roomId, pngs);
      return copy(saved);
    },
    removePath: async (roomId, id) => paths.remove(roomId, id),
    restorePath: async (roomId, id) => copy(paths.restore(roomId, id)),

    tours: async (roomId) => copy(tours.list(roomId)),
    async saveTour(tour, pngs, basedOn) {
      mustKnow(tour.roomId);
      if (basedOn === null) tours.mustBeFree(tour.id);
      else if (tours.known(tour.roomId, tour.id).revision !== basedOn)
        throw new AppError("tour_changed");
      const { stops, ...rest } = copy(tour);
      const saved = tours.save(
        { ...rest, stops: stops.map(exactStop), ...stamp(), revision: 1 },
        ({ createdAt, revision }) => ({ createdAt, revision: revision + 1 }),
      );
      putImages(tour.roomId, pngs);
      return copy(saved);
    },
    removeTour: async (roomId, id) => tours.remove(roomId, id),
    restoreTour: async (roomId, id) => copy(tours.restore(roomId, id)),

    image: async (roomId, key) => copy(images.get(roomId)?.get(key) ?? null),

    close: async () => {},
  });
}

/** What callers do to an entity must not reach the stored one, as with a database. */
const copy = structuredClone;

/** Latents are float32 here as in the file. */
function exact<T extends { z: number[] }>(entity: T): T {
  return { ...entity, z: entity.z.map(Math.fround) };
}

function exactStop(stop: TourStop): TourStop {
  const path = stop.path && {
    ...stop.path,
    stops: stop.path.stops.map((z) => z.map(Math.fround)),
  };
  return { ...exact(stop), path };
}
