import type { ErrorCode } from "../protocol/errors.ts";
import type { Store } from "./store.ts";

export type Method = Exclude<keyof Store, "close">;

/** Every method of the store; one that is missing here does not compile. */
export const METHODS = Object.keys({
  createRoom: true,
  room: true,
  rooms: true,
  changeRoom: true,
  roomKeys: true,
  setRoomKey: true,
  touchRoom: true,
  purge: true,
  bookmarks: true,
  bookmark: true,
  createBookmark: true,
  renameBookmark: true,
  removeBookmark: true,
  restoreBookmark: true,
  paths: true,
  savePath: true,
  removePath: true,
  restorePath: true,
  tours: true,
  saveTour: true,
  removeTour: true,
  restoreTour: true,
  image: true,
} satisfies Record<Method, true>) as Method[];

/** What the thread is started with. `at`: what time it is, in ms since 1970, by the starter's clock. */
export interface ThreadStart {
  url: string;
  at: number;
}

/** To the thread. `at` as above: a call happens at the time when it was made. */
export interface ThreadCall {
  id: number;
  method: Method | "close";
  args: unknown[];
  at: number;
}

/** An AppError without what cannot be sent. */
export interface SentError {
  code: ErrorCode;
  message: string;
  /** Message of its cause. */
  cause: string;
}

/** From the thread. The first is `ready` or `dead`. */
export type ThreadAnswer =
  | { kind: "ready" }
  | { kind: "dead"; error: SentError }
  | { kind: "warn"; message: string }
  | { kind: "done"; id: number; value: unknown }
  | { kind: "failed"; id: number; error: SentError };
