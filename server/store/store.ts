import type { Bookmark, LatentPath, RoomInfo } from "../protocol/entities.ts";

/** Rooms, bookmarks and paths that outlive a process. Every method may reject with AppError `store_unavailable`. */
export interface Store {
  createRoom(room: { id: string; name: string; modelId: string }): Promise<RoomInfo>;
  room(id: string): Promise<RoomInfo | null>;
  /** Known rooms among `ids`, in the order given. */
  rooms(ids: readonly string[]): Promise<RoomInfo[]>;
  /** @throws AppError `room_not_found` */
  renameRoom(id: string, name: string): Promise<RoomInfo>;

  /** Of one room, oldest first, removed ones left out. */
  bookmarks(roomId: string): Promise<Bookmark[]>;
  /** Null when unknown or removed. */
  bookmark(id: string): Promise<Bookmark | null>;
  createBookmark(bookmark: Omit<Bookmark, "createdAt">): Promise<Bookmark>;
  /** The four below: @throws AppError `bookmark_not_found` also when it belongs to another room. */
  renameBookmark(roomId: string, id: string, name: string): Promise<Bookmark>;
  removeBookmark(roomId: string, id: string): Promise<void>;
  /** Undo of remove. */
  restoreBookmark(roomId: string, id: string): Promise<Bookmark>;

  paths(roomId: string): Promise<LatentPath[]>;
  /** Creates, or replaces the path of that id in that room. */
  savePath(path: Omit<LatentPath, "createdAt">): Promise<LatentPath>;
  /** @throws AppError `path_not_found` also when it belongs to another room. */
  removePath(roomId: string, id: string): Promise<void>;
  restorePath(roomId: string, id: string): Promise<LatentPath>;

  close(): Promise<void>;
}
