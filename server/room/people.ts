import type { Peer } from "../protocol/entities.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { LOST_PER_ROOM, PEERS_PER_ROOM, RESUME_MS } from "../protocol/limits.ts";
import { PERSON_COLORS } from "../protocol/person-colors.ts";
import type { Session } from "./session.ts";

/** What makes and checks resume tokens and keys. */
export interface Secrets {
  /** An unguessable string per call. */
  token: () => string;
  hash: (token: string) => string;
  /** Whether two hashes are equal, in a time that tells nothing of either. */
  same: (a: string, b: string) => boolean;
}

export interface Newcomer {
  token: string | null;
  /** Of a host or co-host, as the page has it. */
  key?: string | null | undefined;
  rejoining: boolean;
  browserId: string;
  name: string;
  color: string;
}

export interface Arrival {
  session: Session;
  /** Resumes this session the next time. */
  token: string;
  resumed: boolean;
  otherTab: boolean;
  /** Slots of places that had to make room. */
  gone: number[];
}

export interface PeopleOptions {
  /** Milliseconds, monotonic. */
  now: () => number;
  secrets: Secrets;
}

/** Who is in a room and who may come back. Pure and synchronous. */
export class People {
  readonly #sessions = new Map<number, Session>();
  readonly #now: () => number;
  readonly #secrets: Secrets;
  #lastSlot = PLAYBACK_SLOT;

  constructor(options: PeopleOptions) {
    this.#now = options.now;
    this.#secrets = options.secrets;
  }

  get sessions(): Iterable<Session> {
    return this.#sessions.values();
  }

  session(slot: number): Session | undefined {
    return this.#sessions.get(slot);
  }

  /** Places, of those who are away too. */
  get size(): number {
    return this.#sessions.size;
  }

  /**
   * Resumes the session of `token` when its connection is lost, or when the page that holds it says that it is: on a
   * poor network the server learns of a dead connection last. Else a new session.
   * @throws AppError `room_full`
   */
  join(who: Newcomer): Arrival {
    const held = this.#heldBy(who);
    const known = held === null ? undefined : this.#sessionOf(held);
    const otherTab = this.#isHere(who.browserId, known);
    const token = this.#secrets.token();
    const tokenHash = this.#secrets.hash(token);
    if (known && this.#resumes(known, who)) {
      known.connection = { state: "online" };
      // The page may never hear of the new token: until it has shown that it did, the old one serves too.
      known.formerHash = held;
      known.tokenHash = tokenHash;
      return { session: known, token, resumed: true, otherTab, gone: [] };
    }
    if (this.online >= PEERS_PER_ROOM) throw new AppError("room_full");
    const gone = this.#makeRoom();
    const session: Session = {
      slot: this.#freeSlot(),
      tokenHash,
      formerHash: null,
      browserId: who.browserId,
      name: who.name,
      color: this.#freeColor(who.color),
      connection: { state: "online" },
      hidden: false,
    };
    this.#sessions.set(session.slot, session);
    // A token in use is a duplicated tab: it copied the session storage of a tab that is still open.
    return { session, token, resumed: false, otherTab: otherTab || known !== undefined, gone };
  }

  /** The session that `join` would resume. */
  resumable(who: Newcomer): Session | undefined {
    const held = this.#heldBy(who);
    const known = held === null ? undefined : this.#sessionOf(held);
    return known && this.#resumes(known, who) ? known : undefined;
  }

  #heldBy({ token }: Newcomer): string | null {
    return token === null ? null : this.#secrets.hash(token);
  }

  #resumes({ connection }: Session, { rejoining }: Newcomer): boolean {
    return connection.state === "lost" || rejoining;
  }

  #sessionOf(hash: string): Session | undefined {
    for (const session of this.#sessions.values())
      if (session.tokenHash === hash || session.formerHash === hash) return session;
    return undefined;
  }

  #isHere(browserId: string, except: Session | undefined): boolean {
    for (const session of this.#sessions.values())
      if (
        session !== except &&
        session.browserId === browserId &&
        session.connection.state === "online"
      )
        return true;
    return false;
  }

  /** Places kept for people who are away are bounded: the longest lost goes. */
  #makeRoom(): number[] {
    if (this.#sessions.size - this.online < LOST_PER_ROOM) return [];
    const lost = [...this.#sessions.values()].flatMap(({ slot, connection }) =>
      connection.state === "lost" ? [{ slot, since: connection.since }] : [],
    );
    const gone = lost.sort((a, b) => a.since - b.since).slice(0, lost.length - LOST_PER_ROOM + 1);
    for (const { slot } of gone) this.#sessions.delete(slot);
    return gone.map(({ slot }) => slot);
  }

  /** The page has shown that it heard the answer to its join: the token before that is no longer taken. */
  confirm(slot: number): void {
    const session = this.#sessions.get(slot);
    if (session) session.formerHash = null;
  }

  /** Slots are not reused while they could still be in a packet on its way: the next number, wrapping at 16 bits. */
  #freeSlot(): number {
    do this.#lastSlot = (this.#lastSlot % 0xffff) + 1;
    while (this.#sessions.has(this.#lastSlot));
    return this.#lastSlot;
  }

  /** The wanted one, unless someone here has it and another is left. */
  #freeColor(wanted: string): string {
    const taken = new Set([...this.#sessions.values()].map(({ color }) => color));
    if (!taken.has(wanted)) return wanted;
    return PERSON_COLORS.find((color) => !taken.has(color)) ?? wanted;
  }

  /** The connection is gone; the place is kept for RESUME_MS. */
  lose(slot: number): void {
    const session = this.#sessions.get(slot);
    if (session) session.connection = { state: "lost", since: this.#now() };
  }

  /** Leaves for good: no place is kept. */
  remove(slot: number): void {
    this.#sessions.delete(slot);
  }

  /** Removes those whose time to resume has passed; returns their slots. */
  prune(): number[] {
    const gone = [...this.#sessions.values()].filter(
      ({ connection }) =>
        connection.state === "lost" && this.#now() - connection.since >= RESUME_MS,
    );
    for (const { slot } of gone) this.#sessions.delete(slot);
    return gone.map(({ slot }) => slot);
  }

  peers(): Peer[] {
    return [...this.#sessions.values()].map(toPeer);
  }

  /** People with an open connection. */
  get online(): number {
    let count = 0;
    for (const { connection } of this.#sessions.values())
      if (connection.state === "online") count++;
    return count;
  }
}

export function toPeer({ slot, name, color, connection, hidden }: Session): Peer {
  const peer = { slot, name, color, online: connection.state === "online" };
  return hidden ? { ...peer, hidden } : peer;
}
