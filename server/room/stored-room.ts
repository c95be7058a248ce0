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
