import type { z } from "zod";
import type { ShownBench } from "./bench.ts";
import { benchShowSchema } from "./bench-schema.ts";
import type { DoorState } from "./door.ts";
import type {
  Bookmark,
  BookmarkSummary,
  EngineState,
  LatentPath,
  PathSummary,
  Peer,
  Playback,
  RoomInfo,
} from "./entities.ts";
import type { Fault } from "./errors.ts";
import type { JoinCode } from "./join-code.ts";
import type { LessonState, WithLink } from "./lesson.ts";
import {
  followSchema,
  handLowerSchema,
  handSchema,
  hiddenSchema,
  hideSchema,
  pauseSchema,
  spotlightAnswerSchema,
  spotlightAskSchema,
  spotlightSchema,
} from "./lesson-schema.ts";
import type { ModelCard } from "./model-card.ts";
import type { Right, ToldRight } from "./rights.ts";
import {
  bookmarkDraftSchema,
  byIdSchema,
  doorIdsSchema,
  doorLockSchema,
  joinSchema,
  namedIdSchema,
  nothingSchema,
  pathDraftSchema,
  playbackSchema,
  profileSchema,
  revokeKeySchema,
  roomAccessSchema,
  roomBesideSchema,
  roomBytesSchema,
  roomKeySchema,
  roomModelSchema,
  roomNameSchema,
  slotSchema,
  watchSchema,
} from "./schema.ts";
import type { Answer, TaskSnapshot, TaskState } from "./task.ts";
import {
  taskAnswerSchema,
  taskChangeSchema,
  taskEndSchema,
  taskKeepSchema,
  taskSetSchema,
} from "./task-schema.ts";
import type { Tour, TourSummary } from "./tour.ts";
import { tourDraftSchema, tourGoSchema, tourReadSchema } from "./tour-schema.ts";

/** Everything a page needs to draw the room; cursors follow as one `tick`, full places and paths when they are read. */
export interface Joined extends ToldRight {
  slot: number;
  /** Kept by the tab; resumes this session once, after which another takes its place. */
  token: string;
  name: string;
  color: string;
  /** At a locked door: alone in a room like this one, until `door:open` or a refusal. */
  waiting: boolean;
  /** For hosts. */
  door: DoorState | null;
  /** The latent to start from: where this session was before, or null. */
  z: number[] | null;
  /** Newest move the server holds of this session; the page counts on from here. */
  seq: number;
  resumed: boolean;
  /** The same person has this room open in another tab. */
  otherTab: boolean;
  room: RoomInfo;
  card: ModelCard;
  /** The model that stands beside it. */
  beside: ModelCard | null;
  /** Says with each move which of the room's models it is of (cursor-packet.ts). */
  epoch: number;
  engine: EngineState;
  peers: Peer[];
  bookmarks: BookmarkSummary[];
  paths: PathSummary[];
  tours: TourSummary[];
  playback: Playback | null;
  lesson: LessonState;
  /** Who is with whom. */
  with: WithLink[];
  task: TaskSnapshot | null;
  /** The workbench that everyone is shown. */
  bench: ShownBench | null;
}

interface Command<S extends z.ZodType, R, T extends Right | null> {
  readonly schema: S;
  /** What a person needs to be allowed to send it; null: not even a seat. */
  readonly right: T;
  /** Of a person's budget, where a plain change costs 1 (edge/budgets.ts). */
  readonly cost: number;
  /** May be longer than EVENT_MAX_BYTES, up to what the largest model asks for. */
  readonly large?: true;
  /** Only a type: what the answer holds. */
  readonly reply?: R;
}

/** One line of the table below: `answers<Reply>()({ schema, right, cost })`. */
function answers<R>() {
  return <S extends z.ZodType, T extends Right | null>(
    command: Omit<Command<S, R, T>, "reply">,
  ): Command<S, R, T> => command;
}

/**
 * What pages ask of the server. A new command is one line here and one handler in server/commands/handlers.ts, which
 * does not compile without it.
 */
export const COMMANDS = {
  join: answers<Joined>()({ schema: joinSchema, right: null, cost: 1 }),
  profile: answers<Peer>()({ schema: profileSchema, right: "view", cost: 1 }),
  "room:rename": answers<RoomInfo>()({ schema: roomNameSchema, right: "edit", cost: 1 }),

  /** What the plain link gives. */
  "room:access": answers<RoomInfo>()({ schema: roomAccessSchema, right: "host", cost: 1 }),
  /** A second model of the same data is shown beside the room's own; null: none any more. Told by `beside:put`. */
  "room:beside": answers<null>()({ schema: roomBesideSchema, right: "host", cost: 2 }),
  /** The room goes over to another model of the same data, with everyone in it; they hear of it by `room:model`. */
  "room:model": answers<RoomInfo>()({ schema: roomModelSchema, right: "host", cost: 4 }),
  /** What all that the room sends together may take, a second; null: no bound but each receiver's. */
  "room:bytes": answers<RoomInfo>()({ schema: roomBytesSchema, right: "host", cost: 1 }),
  /** Makes a key, told this once; one that was there before is dead at once, on open connections too. */
  "room:key": answers<{ key: string }>()({ schema: roomKeySchema, right: "owner", cost: 2 }),
  "room:key:revoke": answers<null>()({ schema: revokeKeySchema, right: "owner", cost: 1 }),
  /** Out, and kept out while the room lives, by browser and token; whoever may do as much as one does is not. */
  "person:remove": answers<null>()({ schema: slotSchema, right: "host", cost: 1 }),
  /** Newcomers wait at a locked door; opening it lets in all who wait. */
  "door:lock": answers<DoorState>()({ schema: doorLockSchema, right: "host", cost: 1 }),
  "door:admit": answers<DoorState>()({ schema: doorIdsSchema, right: "host", cost: 1 }),
  "door:refuse": answers<DoorState>()({ schema: doorIdsSchema, right: "host", cost: 1 }),
  /** The code that leads to this room while a lesson lasts; made where there is none. */
  "code:open": answers<JoinCode>()({ schema: nothingSchema, right: "host", cost: 1 }),
  "code:extend": answers<JoinCode>()({ schema: nothingSchema, right: "host", cost: 1 }),
  "code:end": answers<null>()({ schema: nothingSchema, right: "host", cost: 1 }),

  "bookmark:create": answers<Bookmark>()({
    schema: bookmarkDraftSchema,
    right: "edit",
    cost: 2,
    large: true,
  }),
  "bookmark:read": answers<Bookmark>()({ schema: byIdSchema, right: "view", cost: 0.25 }),
  "bookmark:rename": answers<Bookmark>()({ schema: namedIdSchema, right: "edit", cost: 1 }),
  "bookmark:remove": answers<null>()({ schema: byIdSchema, right: "edit", cost: 1 }),
  /** Undo of remove. */
  "bookmark:restore": answers<Bookmark>()({ schema: byIdSchema, right: "edit", cost: 1 }),

  /** Creates, or replaces where `id` is given. */
  "path:save": answers<LatentPath>()({
    schema: pathDraftSchema,
    right: "edit",
    cost: 8,
    large: true,
  }),
  "path:read": answers<LatentPath>()({ schema: byIdSchema, right: "view", cost: 0.5 }),
  "path:remove": answers<null>()({ schema: byIdSchema, right: "edit", cost: 1 }),
  "path:restore": answers<LatentPath>()({ schema: byIdSchema, right: "edit", cost: 1 }),

  /** A task for everyone; takes the place of the last. */
  "task:set": answers<TaskState>()({ schema: taskSetSchema, right: "host", cost: 2 }),
  "task:change": answers<TaskState>()({ schema: taskChangeSchema, right: "host", cost: 1 }),
  /** Hands in, as often as one likes until the task closes; the answer is what was kept of it. */
  "task:answer": answers<Answer>()({
    schema: taskAnswerSchema,
    right: "view",
    cost: 1,
    large: true,
  }),
  /** Answers become places or paths of the room; the answer says how many. */
  "task:keep": answers<number>()({ schema: taskKeepSchema, right: "host", cost: 16 }),
  "task:end": answers<null>()({ schema: taskEndSchema, right: "host", cost: 1 }),

  /** By the presenter or a host; null takes it away. As often as a slider moves. */
  "bench:show": answers<null>()({ schema: benchShowSchema, right: "view", cost: 0.25 }),

  /** Creates, or replaces where `id` and the `revision` that was changed are given. */
  "tour:save": answers<Tour>()({ schema: tourDraftSchema, right: "edit", cost: 6, large: true }),
  "tour:read": answers<Tour>()({ schema: tourReadSchema, right: "view", cost: 0.5 }),
  /** Takes everyone to a stop; null ends the tour. */
  "tour:go": answers<null>()({ schema: tourGoSchema, right: "host", cost: 0.25 }),
  "tour:remove": answers<null>()({ schema: byIdSchema, right: "edit", cost: 1 }),
  "tour:restore": answers<Tour>()({ schema: byIdSchema, right: "edit", cost: 1 }),

  /** Other random codes, the same for everyone. */
  "codes:roll": answers<null>()({ schema: nothingSchema, right: "edit", cost: 4 }),

  playback: answers<Playback | null>()({ schema: playbackSchema, right: "edit", cost: 1 }),
  /** To a host themselves at once; to others as an offer, unless they asked for it or have it. */
  "spotlight:give": answers<null>()({ schema: spotlightSchema, right: "host", cost: 1 }),
  /** By whom it is offered to. */
  "spotlight:answer": answers<null>()({ schema: spotlightAnswerSchema, right: "view", cost: 1 }),
  "spotlight:ask": answers<null>()({ schema: spotlightAskSchema, right: "view", cost: 1 }),
  /** Takes someone's wish for it, or an offer to them, off the list. */
  "spotlight:decline": answers<null>()({ schema: slotSchema, right: "host", cost: 1 }),
  /** By the presenter, or a host. */
  "spotlight:end": answers<null>()({ schema: nothingSchema, right: "view", cost: 1 }),
  "lesson:pause": answers<null>()({ schema: pauseSchema, right: "host", cost: 1 }),
  /** What is left out stays as it is. */
  "lesson:hide": answers<null>()({ schema: hideSchema, right: "host", cost: 2 }),
  /** Spotlight, pause, what is hidden, hands, and whatever else a lesson holds. */
  "lesson:end": answers<null>()({ schema: nothingSchema, right: "host", cost: 2 }),
  hand: answers<null>()({ schema: handSchema, right: "view", cost: 1 }),
  "hand:lower": answers<null>()({ schema: handLowerSchema, right: "host", cost: 1 }),
  /** Goes along with someone, or with nobody any more. */
  follow: answers<null>()({ schema: followSchema, right: "view", cost: 0.25 }),
  /** The own cursor is told to nobody. */
  "cursor:hide": answers<null>()({ schema: hiddenSchema, right: "view", cost: 1 }),

  /** Everyone's cursor anew, for a page that could not read a tick. */
  "cursors:again": answers<null>()({ schema: nothingSchema, right: "view", cost: 2 }),
  /** Whether others' images come with their places; on again, everyone's come anew. */
  "cursors:images": answers<null>()({ schema: watchSchema, right: "view", cost: 2 }),
  /** Turns the 1 Hz `stats` event on or off for this page. */
  "stats:watch": answers<null>()({ schema: watchSchema, right: "view", cost: 1 }),
} as const;

export type CommandName = keyof typeof COMMANDS;
type SchemaOf<E extends CommandName> = (typeof COMMANDS)[E]["schema"];
/** As a page writes it. */
export type RequestOf<E extends CommandName> = z.input<SchemaOf<E>>;
/** As the server reads it. */
export type ParsedOf<E extends CommandName> = z.output<SchemaOf<E>>;
export type ReplyOf<E extends CommandName> = NonNullable<(typeof COMMANDS)[E]["reply"]> | NullOf<E>;
type NullOf<E extends CommandName> = null extends (typeof COMMANDS)[E]["reply"] ? null : never;

export type Reply<T> = { ok: true; value: T } | { ok: false; fault: Fault };
type Ack<T> = (reply: Reply<T>) => void;

/** Socket.IO's view of the table, with the packets that come many times a second and are never answered. */
export type ClientToServerEvents = {
  [E in CommandName]: (request: RequestOf<E>, ack: Ack<ReplyOf<E>>) => void;
} & {
  /** Binary cursor packet (cursor-packet.ts). Latest wins; no answer but the frame. */
  cursor: (packet: ArrayBuffer) => void;
  /** What this page shows, while someone follows it (view-packet.ts). Latest wins, never answered. */
  view: (packet: ArrayBuffer) => void;
  /** The newest view of someone that this page has shown (view-packet.ts). */
  seen: (packet: ArrayBuffer) => void;
};
