import type { Clock } from "../clock.ts";
import type { Bookmark, LatentPath, Peer, Playback, RoomInfo } from "../protocol/entities.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import type { Lists, ServerEventName, ServerEvents } from "../protocol/events.ts";
import type { LessonState, WithLink } from "../protocol/lesson.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { eventMessage } from "../protocol/parser.ts";
import { allows } from "../protocol/rights.ts";
import type { Profile } from "../protocol/schema.ts";
import { pathFits, summarizeBookmark, summarizePath } from "../protocol/summaries.ts";
import type { TaskSnapshot } from "../protocol/task.ts";
import type { Move } from "../schedule/batch.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import { Broadcast, type ImageCodec } from "./broadcast.ts";
import { LessonDesk } from "./lesson/lesson-desk.ts";
import type { Pace } from "./pace.ts";
import { type Arrival, type Newcomer, toPeer } from "./people.ts";
import type { Place } from "./place.ts";
import { Player } from "./player.ts";
import { PLACE_ALONE_MS, Room, type RoomOptions } from "./room.ts";
import { Shelf } from "./shelf.ts";
import { TaskDesk } from "./task-desk.ts";
import { createTicker, type Ticker } from "./ticker.ts";
import type { Wire } from "./wire.ts";

export interface LiveRoomDeps {
  scheduler: Pick<DecodeScheduler, "move" | "drop">;
  pace: Pace;
  clock: Clock;
  codec: ImageCodec;
  secrets: RoomOptions["secrets"];
}

/** What the store holds of a room. */
export interface StoredRoom {
  info: RoomInfo;
  bookmarks: Bookmark[];
  paths: LatentPath[];
}

/** More than this waits for someone who does not read: they are let go, and may come back. */
const HOPELESS_BYTES = 4_000_000;
const HOPELESS_MS = 30_000;
/** A presenter's move and view leave the page together: so long a view waits for the image that goes with it. */
const VIEW_GATHER_MS = 8;

/** Somebody's place in a live room. */
export interface Seat extends Place {
  readonly room: LiveRoom;
}

/** A room with people in it. Each method that changes something also tells it, so that neither can be forgotten. */
export class LiveRoom {
  readonly card: ModelCard;
  readonly bookmarks: Shelf<Bookmark>;
  readonly paths: Shelf<LatentPath>;
  readonly player: Player;
  readonly tasks: TaskDesk;
  readonly desk: LessonDesk;
  readonly #room: Room;
  readonly #deps: LiveRoomDeps;
  readonly #seats = new Map<number, Seat>();
  readonly #broadcast: Broadcast;
  readonly #ticker: Ticker;

  constructor(card: ModelCard, { info, bookmarks, paths }: StoredRoom, deps: LiveRoomDeps) {
    const { clock, pace, secrets, scheduler } = deps;
    this.card = card;
    this.bookmarks = new Shelf(bookmarks);
    this.paths = new Shelf(paths);
    this.#deps = deps;
    this.#room = new Room({ info, latentDim: card.latentDim, now: clock.now, secrets });
    const wake = () => this.#ticker.mark();
    this.desk = new LessonDesk({
      clock,
      secrets,
      seats: () => this.#seats.values(),
      tell: (event, payload) => this.tell(event, payload),
      viewChanged: () => this.#ticker.mark(VIEW_GATHER_MS),
      imagesChanged: () => this.#imagesChanged(),
      namesChanged: () => this.#namesChanged(),
    });
    this.#room.showsImage = (slot) => this.desk.lesson.showsImage(slot);
    const { views } = this.desk;
    this.#broadcast = new Broadcast({ ...deps, card, room: this.#room, views, wake });
    this.#ticker = createTicker(
      (lateMs) => {
        pace.note(lateMs);
        const againMs = this.#broadcast.tick(this.#seats.values());
        if (againMs !== null) this.#ticker.mark(againMs);
      },
      () => this.#broadcast.tickMs,
      clock,
    );
    this.desk.lesson.onEnd(() => this.tasks.end());
    this.tasks = new TaskDesk({ seats: () => this.#seats.values(), clock });
    this.player = new Player({
      modelId: card.id,
      clock,
      pathOf: (id) => this.paths.find(id),
      tell: (state) => {
        this.#room.headShown = state !== null;
        this.tell("playback", state);
      },
      move: (head, z) => this.#move(PLAYBACK_SLOT, head, this.#room.nextHeadSeq(), z),
      take: (move, pixels) => this.#take(PLAYBACK_SLOT, move, pixels),
      reset: (head) => {
        scheduler.drop(head);
        this.#room.resetHead();
        this.#broadcast.forget(PLAYBACK_SLOT);
      },
    });
  }

  get info(): RoomInfo {
    return this.#room.info;
  }

  get seats(): Iterable<Seat> {
    return this.#seats.values();
  }

  /** People with an open connection. */
  get online(): number {
    return this.#room.people.online;
  }

  /** Nobody is here, nor may come back. */
  get empty(): boolean {
    return this.#room.people.size === 0;
  }

  /** Says it to everyone, or to all but one; names only to those who may know them. */
  tell<E extends ServerEventName>(event: E, payload: ServerEvents[E], except?: Seat): void {
    const packet = { message: eventMessage(event, payload) };
    const { names } = this.desk;
    const masked = names.on ? { message: eventMessage(event, names.mask(payload)) } : packet;
    for (const seat of this.#seats.values())
      if (seat !== except) seat.wire?.send(readsNames(seat, payload) ? packet : masked);
  }

  /** `value` as this person may know it. */
  shownTo<T>(seat: Seat, value: T): T {
    return readsNames(seat, null) ? value : this.desk.names.mask(value, seat.slot);
  }

  /**
   * Seats a connection, at the place of its token where there is one.
   * @throws AppError `room_full`
   */
  enter(wire: Wire, who: Newcomer): Arrival & { seat: Seat } {
    const arrival = this.#room.people.join(who);
    const { session, gone } = arrival;
    for (const slot of gone) this.#forget(slot);
    const seat = this.#seats.get(session.slot) ?? this.#seat(session.slot);
    const before = seat.wire;
    seat.wire = wire;
    this.#seats.set(session.slot, seat);
    // The same page came back before its old connection was found dead.
    if (before && before !== wire) before.close();
    this.tell("peer:put", toPeer(session), seat);
    this.desk.entered(seat.slot);
    this.again(seat);
    return { ...arrival, seat };
  }

  /** Everyone's cursor anew, with the next tick. */
  again(seat: Seat): void {
    // Until it was told everything it could not read what is told of changes.
    seat.behindSince ??= this.#deps.clock.now();
    this.#ticker.mark();
  }

  /** The connection is gone; the place is kept for a while. A seat that another connection has taken stays as it is. */
  lose(seat: Seat, wire: Wire): void {
    if (seat.wire !== wire) return;
    seat.wire = null;
    this.#deps.scheduler.drop(seat);
    this.#room.people.lose(seat.slot);
    const session = this.#room.people.session(seat.slot);
    if (session) this.tell("peer:put", toPeer(session));
    this.desk.lost(seat.slot);
  }

  /** Leaves for good. */
  leave(seat: Seat): void {
    this.#room.people.remove(seat.slot);
    this.#forget(seat.slot);
  }

  /** The page has shown that it heard the answer to its join. */
  confirm({ slot }: Seat): void {
    this.#room.people.confirm(slot);
  }

  move(seat: Seat, seq: number, z: Float32Array): void {
    this.#move(seat.slot, seat, seq, z);
  }

  setProfile({ slot }: Seat, profile: Profile): Peer | null {
    const session = this.#room.people.session(slot);
    if (!session) return null;
    Object.assign(session, profile);
    this.tell("peer:put", toPeer(session));
    return toPeer(session);
  }

  /** Tells this person's cursor to nobody, or to everyone again. */
  hideCursor({ slot }: Seat, hidden: boolean): void {
    const session = this.#room.people.session(slot);
    if (!session || session.hidden === hidden) return;
    session.hidden = hidden;
    this.#broadcast.forget(slot);
    this.tell("peer:put", toPeer(session));
    this.#room.tellAgain(slot);
    this.#ticker.mark();
  }

  nameOf({ slot }: Seat): string {
    return this.#room.people.session(slot)?.name ?? "Someone";
  }

  profileOf({ slot }: Seat): Profile {
    const session = this.#room.people.session(slot);
    return { name: session?.name ?? "Someone", color: session?.color ?? "#808080" };
  }

  setInfo(info: RoomInfo): void {
    this.#room.info = info;
    this.tell("room:put", info);
  }

  putBookmark(bookmark: Bookmark): void {
    const { at } = this.bookmarks.put(bookmark);
    this.tell("bookmark:put", { at, item: summarizeBookmark(this.card, bookmark) });
  }

  removeBookmark(id: string): void {
    this.bookmarks.remove(id);
    this.tell("bookmark:gone", { id });
  }

  putPath(path: LatentPath): void {
    const { at } = this.paths.put(path);
    this.tell("path:put", { at, item: summarizePath(this.card, path) });
    this.player.pathChanged(path.id, pathFits(this.card, path));
  }

  removePath(id: string): void {
    this.paths.remove(id);
    this.tell("path:gone", { id });
    this.player.pathChanged(id, false);
  }

  /** What a newcomer is told beside their own place. */
  snapshot(seat: Seat): Lists & {
    room: RoomInfo;
    card: ModelCard;
    lesson: LessonState;
    with: WithLink[];
    task: TaskSnapshot | null;
  } {
    return {
      room: this.info,
      card: this.card,
      ...this.#lists(seat),
      ...this.desk.snapshot,
      task: this.shownTo(seat, this.tasks.snapshot(seat)),
    };
  }

  /** A person's right was changed: names are told to hosts only. */
  rightChanged(seat: Seat): void {
    if (this.desk.names.on) this.#tellLists(seat);
    this.tasks.rightChanged(seat);
  }

  #lists(seat: Seat): Lists {
    return this.shownTo(seat, {
      peers: this.#room.people.peers().filter(({ slot }) => slot !== seat.slot),
      bookmarks: this.bookmarks.all.map((bookmark) => summarizeBookmark(this.card, bookmark)),
      paths: this.paths.all.map((path) => summarizePath(this.card, path)),
      playback: this.player.now(),
    });
  }

  #tellLists(seat: Seat): void {
    seat.wire?.send({ message: eventMessage("lists:put", this.#lists(seat)) });
  }

  /** Hosts went on hearing them. */
  #namesChanged(): void {
    for (const seat of this.#seats.values()) if (!readsNames(seat, null)) this.#tellLists(seat);
  }

  /** What is hidden is told whole when it is shown again. */
  #imagesChanged(): void {
    for (const { slot } of this.#seats.values()) {
      if (this.desk.lesson.showsImage(slot)) continue;
      this.#broadcast.forget(slot);
      this.#room.tellAgain(slot);
    }
    this.#ticker.mark();
  }

  /** Takes the places of those whose time to come back has passed, and lets go who reads nothing. */
  sweep(): void {
    for (const slot of this.#room.people.prune()) this.#forget(slot);
    const now = this.#deps.clock.now();
    for (const { wire, behindSince } of this.#seats.values()) {
      if (!wire) continue;
      const longBehind = behindSince !== null && now - behindSince > HOPELESS_MS;
      if (longBehind || wire.waitingBytes > HOPELESS_BYTES) wire.close();
    }
  }

  dispose(): void {
    this.#ticker.dispose();
    this.player.dispose();
    this.tasks.dispose();
    this.desk.dispose();
    for (const seat of this.#seats.values()) this.#deps.scheduler.drop(seat);
  }

  #seat(slot: number): Seat {
    const seat: Seat = {
      room: this,
      slot,
      since: this.#deps.clock.now(),
      right: "edit",
      wire: null,
      behindSince: null,
      modelId: this.card.id,
      take: (move, pixels) => this.#take(slot, move, pixels, seat),
    };
    return seat;
  }

  #forget(slot: number): void {
    const seat = this.#seats.get(slot);
    if (seat) this.#deps.scheduler.drop(seat);
    this.#seats.delete(slot);
    this.#broadcast.forget(slot);
    this.tell("peer:gone", { slot });
    this.desk.gone(slot);
  }

  #move(slot: number, owner: Move["owner"], seq: number, z: Float32Array): void {
    if (!this.#room.move(slot, seq, z)) return;
    this.#deps.scheduler.move(owner, seq, z);
    // Its image will be there first, unless the engine is slow or gone.
    this.#ticker.mark(PLACE_ALONE_MS);
  }

  /** A decoded image: to its owner at once, to the others with the next tick. A promise where it becomes a file first. */
  #take(slot: number, move: Move, pixels: Uint8Array, seat?: Seat): Promise<void> | undefined {
    const { codec } = this.#deps;
    if (!codec.travelsAsFile(this.card)) return this.#show(slot, move, pixels, seat);
    return codec.toFile(pixels, this.card).then((file) => this.#show(slot, move, file, seat));
  }

  #show(slot: number, { seq, z }: Move, image: Uint8Array, seat?: Seat): undefined {
    if (!this.#room.image(slot, seq, image)) return;
    if (seat?.wire?.behind) this.#broadcast.fallBehind(seat);
    else if (seat?.wire && seat.behindSince === null)
      this.#broadcast.sendOwn(seat, { slot, seq, imageSeq: seq, z, image });
    this.#ticker.mark();
  }
}

/** Hosts know all names; everyone knows their own. */
function readsNames({ slot, right }: Seat, payload: unknown): boolean {
  return allows(right, "host") || (payload as { slot?: unknown } | null)?.slot === slot;
}
