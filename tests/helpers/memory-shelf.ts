import { AppError, type ErrorCode } from "../../server/protocol/errors.ts";

interface Item {
  id: string;
  roomId: string;
  createdAt: string;
}

interface ShelfOptions {
  limit: number;
  notFound: ErrorCode;
}

/** Things of many rooms in order of creation, each of which can be removed and restored. */
export function createShelf<T extends Item>({ limit, notFound }: ShelfOptions) {
  const items = new Map<string, T>();
  const removed = new Set<string>();

  const live = (roomId: string) =>
    [...items.values()].filter((item) => item.roomId === roomId && !removed.has(item.id));
  const mustFit = (roomId: string) => {
    if (live(roomId).length >= limit) throw new AppError("limit_reached");
  };
  const known = (roomId: string, id: string): T => {
    const item = items.get(id);
    if (item?.roomId !== roomId) throw new AppError(notFound);
    return item;
  };

  const shelf = {
    /** The item, removed or not. @throws AppError `notFound` when unknown or of another room */
    known,
    /** @throws AppError `notFound` when some item, of whatever room, bears that id */
    mustBeFree(id: string): void {
      if (items.has(id)) throw new AppError(notFound);
    },
    /** Oldest first; a clock that went back does not change that createdAt decides. */
    list: (roomId: string) =>
      live(roomId).sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)),
    get: (id: string) => (removed.has(id) ? undefined : items.get(id)),
    /** @throws AppError `notFound` when unknown, removed or of another room */
    find(roomId: string, id: string): T {
      const item = known(roomId, id);
      if (removed.has(id)) throw new AppError(notFound);
      return item;
    },
    add(item: T): T {
      if (items.has(item.id)) throw new Error(`the id ${item.id} is taken`);
      mustFit(item.roomId);
      items.set(item.id, item);
      return item;
    },
    /** Replaces the item of that id, or adds it; `keep` takes over what the old one keeps. Its place stays. */
    save(item: T, keep: (old: T) => Partial<T>): T {
      if (!items.has(item.id)) return shelf.add(item);
      const replaced = { ...item, ...keep(shelf.restore(item.roomId, item.id)) };
      items.set(item.id, replaced);
      return replaced;
    },
    remove(roomId: string, id: string): void {
      shelf.find(roomId, id);
      removed.add(id);
    },
    restore(roomId: string, id: string): T {
      const item = known(roomId, id);
      if (removed.has(id)) mustFit(roomId);
      removed.delete(id);
      return item;
    },
    /** Forgets whatever is in that room. */
    clear(roomId: string): void {
      for (const item of items.values()) {
        if (item.roomId === roomId && items.delete(item.id)) removed.delete(item.id);
      }
    },
  };
  return shelf;
}
