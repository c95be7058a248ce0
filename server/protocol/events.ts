import type {
  Bookmark,
  EngineInfo,
  LatentPath,
  Peer,
  Playback,
  RoomInfo,
  Stats,
} from "./entities.ts";
import type { Fault } from "./errors.ts";
import type { ModelCard } from "./model-card.ts";
import type {
  BookmarkDraft,
  JoinRequest,
  NamedId,
  PathDraft,
  PlaybackCommand,
  Profile,
} from "./schema.ts";

export type Reply<T> = { ok: true; value: T } | { ok: false; fault: Fault };
export type Ack<T> = (reply: Reply<T>) => void;

/** Everything a page needs to draw the room; cursors follow at once as one `tick`. */
export interface Joined {
  slot: number;
  /** Kept by the tab; resumes this session after a lost connection. */
  token: string;
  name: string;
  color: string;
  /** The latent to start from: where this session was before, or null. */
  z: number[] | null;
  /** Newest move the server holds of this session; the page counts on from here. */
  seq: number;
  resumed: boolean;
  /** The same person has this room open in another tab. */
  otherTab: boolean;
  room: RoomInfo;
  card: ModelCard;
  engine: EngineInfo;
  peers: Peer[];
  bookmarks: Bookmark[];
  paths: LatentPath[];
  playback: Playback | null;
}

export interface ClientToServerEvents {
  join: (request: JoinRequest, ack: Ack<Joined>) => void;
  /** Binary cursor packet (frame.ts). Latest wins; no answer but the frame. */
  cursor: (packet: ArrayBuffer) => void;
  profile: (profile: Profile, ack: Ack<Peer>) => void;
  "room:rename": (request: { name: string }, ack: Ack<RoomInfo>) => void;
  "bookmark:create": (draft: BookmarkDraft, ack: Ack<Bookmark>) => void;
  "bookmark:rename": (request: NamedId, ack: Ack<Bookmark>) => void;
  "bookmark:remove": (request: { id: string }, ack: Ack<null>) => void;
  /** Undo of remove. */
  "bookmark:restore": (request: { id: string }, ack: Ack<Bookmark>) => void;
  /** Creates, or replaces where `id` is given. */
  "path:save": (draft: PathDraft, ack: Ack<LatentPath>) => void;
  "path:remove": (request: { id: string }, ack: Ack<null>) => void;
  "path:restore": (request: { id: string }, ack: Ack<LatentPath>) => void;
  playback: (command: PlaybackCommand, ack: Ack<Playback | null>) => void;
  /** Turns the 1 Hz `stats` event on or off for this page. */
  "stats:watch": (request: { on: boolean }, ack: Ack<null>) => void;
}

export interface ServerToClientEvents {
  /** Binary packet (frame.ts): every cursor of the room that changed since the last tick. */
  tick: (packet: ArrayBuffer) => void;
  /** Binary packet with one entry: the receiver's own decoded image, sent the moment it is there. */
  frame: (packet: ArrayBuffer) => void;
  "peer:put": (peer: Peer) => void;
  "peer:gone": (gone: { slot: number }) => void;
  "room:put": (room: RoomInfo) => void;
  "bookmark:put": (bookmark: Bookmark) => void;
  "bookmark:gone": (gone: { id: string }) => void;
  "path:put": (path: LatentPath) => void;
  "path:gone": (gone: { id: string }) => void;
  playback: (playback: Playback | null) => void;
  stats: (stats: Stats) => void;
  fault: (fault: Fault) => void;
}
