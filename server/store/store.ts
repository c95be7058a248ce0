import type { Bookmark, LatentPath, RoomInfo } from "../protocol/entities.ts";
import type { KeyName } from "../protocol/rights.ts";
import type { Tour } from "../protocol/tour.ts";

/** What a caller gives to create a bookmark. */
export type NewBookmark = Omit<Bookmark, "createdAt">;
/** What a caller gives to save a path. */
export type NewPath = Omit<LatentPath, "createdAt" | "revision">;
/** What a caller gives to save a tour. */
export type NewTour = Omit<Tour, "createdAt" | "revision">;

/** A key is stored as the hash of it only; a room without has no host. */
interface NewRoom extends Pick<RoomInfo, "id" | "name" | "modelId"> {
  hostKeyHash?: string;
}
type RoomChange = Partial<Pick<RoomInfo, "name" | "link" | "bytesPerSecond" | "modelId">>;
/** The hash of each key of a room; null: there is no such key. */
export type KeyHashes = Readonly<Record<KeyName, string | null>>;

/**
 * Rooms, bookmarks, paths and tours that outlive a process. Every method may reject with AppError
 * `store_unavailable`. What is stored but cannot be read is warned of, left as it is, and counts as
 * not there.
 */
export interface Store {
  createRoom(room: NewRoom): Promise<RoomInfo>;
  room(id: string): Promise<RoomInfo | null>;
  /** Known rooms among `ids`, in the order given. */
  rooms(ids: readonly string[]): Promise<RoomInfo[]>;
  /** The three below: @throws AppError `room_not_found` */
  changeRoom(id: string, change: RoomChange): Promise<RoomInfo>;
  roomKeys(id: string): Promise<KeyHashes>;
  setRoomKey(id: string, which: KeyName, hash: string | null): Promise<RoomInfo>;
  /**
   * Notes that the room is in use; once a day is enough.
   * @throws AppError `room_not_found`
   */
  touchRoom(id: string): Promise<void>;
  /** Deletes for good the rooms not touched since, with all that is in them; returns how many. */
  purge(olderThan: Date): Promise<number>;

  /** Of one room, oldest first, removed ones left out. */
  bookmarks(roomId: string): Promise<Bookmark[]>;
  /** Null when unknown or removed. */
  bookmark(id: string): Promise<Bookmark | null>;
  /** `png` is the picture that `bookmark.image` names. */
  createBookmark(bookmark: NewBookmark, png: Uint8Array): Promise<Bookmark>;
  /** The four below: @throws AppError `bookmark_not_found` also when it belongs to another room. */
  renameBookmark(roomId: string, id: string, name: string): Promise<Bookmark>;
  removeBookmark(roomId: string, id: string): Promise<void>;
  /** Undo of remove. */
  restoreBookmark(roomId: string, id: string): Promise<Bookmark>;

  paths(roomId: string): Promise<LatentPath[]>;
  /**
   * Creates, or replaces the path of that id in that room. `pngs` are the pictures that its stops name,
   * by key; those that the room already has may be left out.
   */
  savePath(path: NewPath, pngs: ReadonlyMap<string, Uint8Array>): Promise<LatentPath>;
  /** @throws AppError `path_not_found` also when it belongs to another room. */
  removePath(roomId: string, id: string): Promise<void>;
  restorePath(roomId: string, id: string): Promise<LatentPath>;

  tours(roomId: string): Promise<Tour[]>;
  /**
   * Creates where `basedOn` is null, else replaces the tour of that id in that room, `pngs` as with paths.
   * @param basedOn the revision that was changed, so that nobody's change is lost to another's
   * @throws AppError `tour_changed` when it has another by now, `tour_not_found` also when it belongs to another room
   */
  saveTour(
    tour: NewTour,
    pngs: ReadonlyMap<string, Uint8Array>,
    basedOn: number | null,
  ): Promise<Tour>;
  /** @throws AppError `tour_not_found` also when it belongs to another room. */
  removeTour(roomId: string, id: string): Promise<void>;
  restoreTour(roomId: string, id: string): Promise<Tour>;

  /** The PNG of that key in that room. It never changes, but goes some time after its last use. */
  image(roomId: string, key: string): Promise<Uint8Array | null>;

  close(): Promise<void>;
}
