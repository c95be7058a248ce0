import type { Bookmark, LatentPath, RoomInfo } from "../protocol/entities.ts";
import type { Tour } from "../protocol/tour.ts";
import type { KeyHashes } from "../store/store.ts";

/** What the store holds of a room. */
export interface StoredRoom {
  info: RoomInfo;
  bookmarks: Bookmark[];
  paths: LatentPath[];
  tours: Tour[];
  keys: KeyHashes;
  /** Where its id alone would not tell it from others. */
  label?: string;
}

/** The room as somebody at its door is told of it. */
export const whileWaiting = (info: RoomInfo): RoomInfo => ({ ...info, link: "view" });

/** A room like this one, but with nothing in it, and nothing that can be changed. */
export function waitingRoom(info: RoomInfo, id: string): StoredRoom {
  const keys = { host: null, cohost: null };
  const label = `${info.id}~${id}`;
  return { info: whileWaiting(info), keys, bookmarks: [], paths: [], tours: [], label };
}
