import type { Bookmark, LatentPath, RoomInfo } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { BOOKMARKS_PER_ROOM, PATHS_PER_ROOM } from "../protocol/limits.ts";
import { guard } from "./guard.ts";
import { createShelf } from "./memory-shelf.ts";
import type { Store } from "./store.ts";

/** Keeps nothing past the process: for tests, and for going on when no file can be written. */
export function createMemoryStore(options: { now?: () => Date } = {}): Store {
  const { now = () => new Date() } = options;
  const rooms = new Map<string, RoomInfo>();
  const bookmarks = createShelf<Bookmark>({
    limit: BOOKMARKS_PER_ROOM,
    notFound: "bookmark_not_found",
  });
  const paths = createShelf<LatentPath>({ limit: PATHS_PER_ROOM, notFound: "path_not_found" });

  const mustKnow = (roomId: string): RoomInfo => {
    const room = rooms.get(roomId);
    if (!room) throw new AppError("room_not_found");
    return room;
  };
  const stamp = () => ({ createdAt: now().toISOString() });

  return guard({
    async createRoom(room) {
      if (rooms.has(room.id)) throw new Error(`the id ${room.id} is taken`);
      rooms.set(room.id, { ...room, ...stamp() });
      return copy(mustKnow(room.id));
    },
    room: async (id) => copy(rooms.get(id) ?? null),
    rooms: async (ids) => copy(ids.flatMap((id) => rooms.get(id) ?? [])),
    async renameRoom(id, name) {
      const room = mustKnow(id);
      room.name = name;
      return copy(room);
    },

    bookmarks: async (roomId) => copy(bookmarks.list(roomId)),
    bookmark: async (id) => copy(bookmarks.get(id) ?? null),
    async createBookmark(bookmark) {
      mustKnow(bookmark.roomId);
      return copy(bookmarks.add(exact({ ...copy(bookmark), ...stamp() })));
    },
    async renameBookmark(roomId, id, name) {
      const bookmark = bookmarks.find(roomId, id);
      bookmark.name = name;
      return copy(bookmark);
    },
    removeBookmark: async (roomId, id) => bookmarks.remove(roomId, id),
    restoreBookmark: async (roomId, id) => copy(bookmarks.restore(roomId, id)),

    paths: async (roomId) => copy(paths.list(roomId)),
    async savePath(path) {
      mustKnow(path.roomId);
      const { stops, ...rest } = copy(path);
      return copy(paths.save({ ...rest, stops: stops.map(exact), ...stamp() }));
    },
    removePath: async (roomId, id) => paths.remove(roomId, id),
    restorePath: async (roomId, id) => copy(paths.restore(roomId, id)),

    close: async () => {},
  });
}

/** What callers do to an entity must not reach the stored one, as with a database. */
const copy = structuredClone;

/** Latents are float32 here as in the file. */
function exact<T extends { z: number[] }>(entity: T): T {
  return { ...entity, z: entity.z.map(Math.fround) };
}
