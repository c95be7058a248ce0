import type { Peer, RoomInfo } from "../protocol/entities.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { PEERS_PER_ROOM, RESUME_MS } from "../protocol/limits.ts";
import { PERSON_COLORS } from "../protocol/person-colors.ts";
import type { Running } from "./playback.ts";
import { type Cursor, createCursor, type Session } from "./session.ts";

export interface RoomOptions {
  info: RoomInfo;
  latentDim: number;
  /** Milliseconds, monotonic. */
  now: () => number;
  /** An unguessable string per call. */
  randomToken: () => string;
}

interface Newcomer {
  token: string | null;
  rejoining: boolean;
  browserId: string;
  name: string;
  color: string;
}

/** One cursor as the room is told of it. `image` is null when only the place is told. */
export interface CursorState {
  slot: number;
  seq: number;
  imageSeq: number;
  z: Float32Array;
  image: Uint8Array | null;
}

export interface Arrival {
  session: Session;
  resumed: boolean;
  otherTab: boolean;
}

/** Longer than a decode takes on a busy laptop, shorter than what feels like a stop. */
export const PLACE_ALONE_MS = 80;

/**
 * Who is in a room, where their cursors are, and what has changed since the last tick.
 * Pure and synchronous: knows no socket, no engine, no store.
 */
export class Room {
  info: RoomInfo;
  readonly latentDim: number;
  playback: Running | null = null;
  readonly sessions = new Map<number, Session>();
  readonly #head: Cursor;
  readonly #now: () => number;
  readonly #randomToken: () => string;
  #lastSlot = PLAYBACK_SLOT;
  #imagesWait = false;
  #placesWait = false;

  constructor(options: RoomOptions) {
    this.info = options.info;
    this.latentDim = options.latentDim;
    this.#now = options.now;
    this.#randomToken = options.randomToken;
    this.#head = createCursor(options.latentDim);
  }

  /**
   * Resumes the session of `token` when its connection is lost, or when the page that holds it says that it is: on a
   * poor network the server learns of a dead connection last. Else a new session.
   * @throws AppError `room_full`
   */
  join(who: Newcomer): Arrival {
    const all = [...this.sessions.values()];
    const known = who.token ? all.find((session) => session.token === who.token) : undefined;
    const otherTab = all.some(
      (session) =>
        session !== known &&
        session.browserId === who.browserId &&
        session.connection.state === "online",
    );
    if (known && (known.connection.state === "lost" || who.rejoining)) {
      known.connection = { state: "online" };
      return { session: known, resumed: true, otherTab };
    }
    if (all.length >= PEERS_PER_ROOM) throw new AppError("room_full");
    const session: Session = {
      slot: this.#freeSlot(),
      token: this.#randomToken(),
      browserId: who.browserId,
      name: who.name,
      color: this.#freeColor(who.color),
      connection: { state: "online" },
      cursor: createCursor(this.latentDim),
    };
    this.sessions.set(session.slot, session);
    // A token in use is a duplicated tab: it copied the session storage of a tab that is still open.
    return { session, resumed: false, otherTab: otherTab || known !== undefined };
  }

  /** Slots are not reused while they could still be in a packet on its way: the next number, wrapping at 16 bits. */
  #freeSlot(): number {
    do this.#lastSlot = (this.#lastSlot % 0xffff) + 1;
    while (this.sessions.has(this.#lastSlot));
    return this.#lastSlot;
  }

  /** The wanted one, unless someone here has it and another is left. */
  #freeColor(wanted: string): string {
    const taken = new Set([...this.sessions.values()].map(({ color }) => color));
    if (!taken.has(wanted)) return wanted;
    return PERSON_COLORS.find((color) => !taken.has(color)) ?? wanted;
  }

  /** The connection is gone; the place is kept for RESUME_MS. */
  lose(slot: number): void {
    const session = this.sessions.get(slot);
    if (session) session.connection = { state: "lost", since: this.#now() };
  }

  /** Removes those whose time to resume has passed; returns their slots. */
  prune(): number[] {
    const gone = [...this.sessions.values()].filter(
      ({ connection }) =>
        connection.state === "lost" && this.#now() - connection.since >= RESUME_MS,
    );
    for (const { slot } of gone) this.sessions.delete(slot);
    return gone.map(({ slot }) => slot);
  }

  /** Takes a move; false when it is not newer than what is known. */
  move(slot: number, seq: number, z: Float32Array): boolean {
    const cursor = this.#cursor(slot);
    if (!cursor || seq <= cursor.seq) return false;
    cursor.z = z;
    cursor.seq = seq;
    cursor.placeChanged = true;
    return true;
  }

  /** Takes a decoded image; false when a newer one is there or the person left. */
  image(slot: number, seq: number, image: Uint8Array): boolean {
    const cursor = this.#cursor(slot);
    if (!cursor || seq < cursor.imageSeq) return false;
    cursor.image = image;
    cursor.imageSeq = seq;
    cursor.imageAt = this.#now();
    cursor.imageChanged = true;
    return true;
  }

  /** The move to give the playback head next; its seq goes on from the last. */
  nextHeadSeq(): number {
    return this.#head.seq + 1;
  }

  /** A place waits a moment for its image, so that both travel once; without images, places travel alone. */
  #late({ imageAt }: Cursor): boolean {
    return this.#now() - imageAt >= PLACE_ALONE_MS;
  }

  /** Some image was held back by the last `takeChanges`, since others went first. */
  get imagesWait(): boolean {
    return this.#imagesWait;
  }

  /** Some place was held back by the last `takeChanges`, since its image may still come. */
  get placesWait(): boolean {
    return this.#placesWait;
  }

  /**
   * What changed since the last call, for everyone. Where more than `maxImages` are new, the playback head's goes
   * first, then whoever's was told longest ago: in a crowd images come less often, places as ever.
   */
  takeChanges(maxImages = Number.POSITIVE_INFINITY): CursorState[] {
    const changes: CursorState[] = [];
    this.#imagesWait = this.#placesWait = false;
    const told = this.#imagesToTell(maxImages);
    for (const [slot, cursor] of this.#cursors()) {
      const withImage = cursor.imageChanged && (!told || told.has(cursor));
      if (cursor.imageChanged && !withImage) this.#imagesWait = true;
      if (!withImage && !cursor.placeChanged) continue;
      if (!cursor.imageChanged && !this.#late(cursor)) {
        this.#placesWait = true;
        continue;
      }
      changes.push(toState(slot, cursor, withImage));
      cursor.placeChanged = false;
      if (!withImage) continue;
      cursor.imageChanged = false;
      cursor.imageToldAt = this.#now();
    }
    return changes;
  }

  /** Null when all that are new may be told. */
  #imagesToTell(max: number): Set<Cursor> | null {
    const fresh: Cursor[] = [];
    for (const [, cursor] of this.#cursors()) if (cursor.imageChanged) fresh.push(cursor);
    if (fresh.length <= max) return null;
    const since = (cursor: Cursor) =>
      cursor === this.#head ? Number.NEGATIVE_INFINITY : cursor.imageToldAt;
    return new Set(fresh.sort((a, b) => since(a) - since(b)).slice(0, max));
  }

  /** One cursor as it stands; undefined when it left. */
  look(slot: number): CursorState | undefined {
    const cursor = this.#cursor(slot);
    return cursor && toState(slot, cursor, true);
  }

  /** Everything, for someone who just came or fell behind. */
  snapshot(): CursorState[] {
    const states: CursorState[] = [];
    for (const [slot, cursor] of this.#cursors()) {
      if (cursor.seq > 0) states.push(toState(slot, cursor, true));
    }
    return states;
  }

  peers(): Peer[] {
    return [...this.sessions.values()].map(toPeer);
  }

  /** People with an open connection. */
  get online(): number {
    let count = 0;
    for (const { connection } of this.sessions.values()) if (connection.state === "online") count++;
    return count;
  }

  #cursor(slot: number): Cursor | undefined {
    return slot === PLAYBACK_SLOT ? this.#head : this.sessions.get(slot)?.cursor;
  }

  *#cursors(): Iterable<[number, Cursor]> {
    if (this.playback) yield [PLAYBACK_SLOT, this.#head];
    for (const [slot, { cursor }] of this.sessions) yield [slot, cursor];
  }
}

export function toPeer({ slot, name, color, connection }: Session): Peer {
  return { slot, name, color, online: connection.state === "online" };
}

function toState(
  slot: number,
  { seq, imageSeq, z, image }: Cursor,
  withImage: boolean,
): CursorState {
  return { slot, seq, imageSeq, z, image: withImage ? image : null };
}
