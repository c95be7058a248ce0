import type { Clock } from "../clock.ts";
import type { Bookmark, LatentPath, RoomInfo } from "../protocol/entities.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { KeyHashes } from "../store/store.ts";
import type { ImageCodec } from "./broadcast.ts";
import type { Pace } from "./pace.ts";
import type { Secrets } from "./people.ts";

export interface LiveRoomDeps {
  scheduler: Pick<DecodeScheduler, "move" | "drop">;
  pace: Pace;
  clock: Clock;
  codec: ImageCodec;
  secrets: Secrets;
  /** Hears when who is in it, or what they are called, has changed. */
  onPeople?: () => void;
}

/** What the store holds of a room. */
export interface StoredRoom {
  info: RoomInfo;
  bookmarks: Bookmark[];
  paths: LatentPath[];
  keys: KeyHashes;
  /** Where its id alone would not tell it from others. */
  label?: string;
}
