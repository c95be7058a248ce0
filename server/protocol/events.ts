import type { ShownBench } from "./bench.ts";
import type { DoorState } from "./door.ts";
import type {
  BookmarkSummary,
  EngineState,
  PathSummary,
  Peer,
  Playback,
  RoomInfo,
  RoomStats,
} from "./entities.ts";
import type { Fault } from "./errors.ts";
import type { JoinCode } from "./join-code.ts";
import type { Followers, LessonState, WithLink } from "./lesson.ts";
import type { ModelCard } from "./model-card.ts";
import type { ToldRight } from "./rights.ts";
import type { TaskAnswers, TaskState } from "./task.ts";
import type { TourSummary } from "./tour.ts";

/** An item of one of a room's lists: replaces the one of its id, or comes in at `at`. */
export interface Placed<T> {
  item: T;
  at: number;
}

/** What of a room holds people's names. */
export interface Lists {
  /** All but the receiver. */
  peers: Peer[];
  bookmarks: BookmarkSummary[];
  paths: PathSummary[];
  tours: TourSummary[];
  playback: Playback | null;
}

/** The room has gone over to another model. Everything that is told after this is of that model. */
export interface Switched {
  room: RoomInfo;
  card: ModelCard;
  engine: EngineState;
  epoch: number;
  /** Where the receiver is now: at the datum that was nearest to their place. Null where the room knew none. */
  z: number[] | null;
  /** The newest move that the server holds of the receiver. */
  seq: number;
}

/**
 * What the server tells pages, by event: all that must arrive, in order. A new event is one line here, one
 * `room.tell(…)` on the server, and one listener on the page, which does not compile without it.
 */
export interface ServerEvents {
  "peer:put": Peer;
  "peer:gone": { slot: number };
  "room:put": RoomInfo;
  /** A second model stands beside the room's own; null: none. */
  "beside:put": ModelCard | null;
  "room:model": Switched;
  /** To whom it concerns: what they may do has changed. */
  "right:put": ToldRight;
  /** To hosts only. */
  "door:put": DoorState;
  /** To somebody who waits at the door: it is open for them, they may join again. */
  "door:open": null;
  /** To hosts only: the join code, or null when it is dead. */
  "code:put": JoinCode | null;
  "bookmark:put": Placed<BookmarkSummary>;
  "bookmark:gone": { id: string };
  "path:put": Placed<PathSummary>;
  "path:gone": { id: string };
  "tour:put": Placed<TourSummary>;
  "tour:gone": { id: string };
  playback: Playback | null;
  /** What everyone is asked to find; null: nothing any more. */
  "task:put": TaskState | null;
  /** To those who may see answers. */
  "task:answers": TaskAnswers;
  /** The workbench that everyone is shown; null: none any more. */
  "bench:put": ShownBench | null;
  /** The decoder of this room's model fails, or works again. */
  "engine:put": EngineState;
  "lesson:put": LessonState;
  /** To those who are followed and to hosts, at most once a second. */
  "followers:put": Followers;
  /** Who went along with someone, or left; all that changed in half a second. */
  "with:put": WithLink[];
  /** Everything that holds names, anew: they were hidden, or are shown again, to whoever hears it. */
  "lists:put": Lists;
  stats: RoomStats;
  /** What went wrong that no command asked for. */
  fault: Fault;
}
export type ServerEventName = keyof ServerEvents;

/** Socket.IO's view of the table, with the binary packets of frame.ts. */
export type ServerToClientEvents = {
  [E in ServerEventName]: (payload: ServerEvents[E]) => void;
} & {
  /** Every cursor of the room that changed since the last tick. */
  tick: (packet: ArrayBuffer) => void;
  /** The receiver's own decoded image, sent the moment it is there. */
  frame: (packet: ArrayBuffer) => void;
};

/** A list after `put`: the same everywhere, because everyone hears the same events in the same order. */
export function placed<T extends { id: string }>(list: readonly T[], { item, at }: Placed<T>): T[] {
  const known = list.findIndex(({ id }) => id === item.id);
  if (known < 0) return [...list.slice(0, at), item, ...list.slice(at)];
  return list.map((other, i) => (i === known ? item : other));
}
