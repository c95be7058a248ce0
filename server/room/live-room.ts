import type { Clock } from "../clock.ts";
import type { Bookmark, LatentPath, Peer, RoomInfo } from "../protocol/entities.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import { AppError, type ErrorCode } from "../protocol/errors.ts";
import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { KeyName, Right } from "../protocol/rights.ts";
import type { Profile } from "../protocol/schema.ts";
import { pathFits, summarizeBookmark, summarizePath } from "../protocol/summaries.ts";
import type { BuiltInTour } from "../protocol/tour.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import { Access } from "./access.ts";
import { Broadcast, type ImageCodec, tickerOf } from "./broadcast.ts";
import { LessonDesk } from "./lesson/lesson-desk.ts";
import { NameMask } from "./lesson/name-mask.ts";
import { Moves } from "./moves.ts";
import type { Pace } from "./pace.ts";
import { type Arrival, type Newcomer, toPeer } from "./people.ts";
import type { Place } from "./place.ts";
import { Player } from "./player.ts";
import { Room, type RoomOptions } from "./room.ts";
import { Seats, say } from "./seats.ts";
import { Shelf } from "./shelf.ts";
import { listsOf, type Snapshot } from "./snapshot.ts";
import type { StoredRoom } from "./stored-room.ts";
import { TaskDesk } from "./task-desk.ts";
import type { Ticker } from "./ticker.ts";
import { Tours } from "./tours.ts";
import type { Wire } from "./wire.ts";

export interface LiveRoomDeps {
  scheduler: Pick<DecodeScheduler, "move" | "drop">;
  pace: Pace;
  clock: Clock;
  codec: ImageCodec;
  secrets: RoomOptions["secrets"];
  /** Tours that come with a model. */
  builtInTours: (card: ModelCard) => readonly BuiltInTour[];
}

/** Somebody's place in a live room. */
export interface Seat extends Place {
  readonly room: LiveRoom;
}

/** A room with people in it. Each method that changes something also tells it, so that neither can be forgotten. */
export class LiveRoom {
  readonly card: ModelCard;
  readonly bookmarks: Shelf<Bookmark>;
  readonly paths: Shelf<LatentPath>;
  readonly tours: Tours;
  readonly player: Player;
  readonly tasks: TaskDesk;
  readonly desk: LessonDesk<Seat>;
  readonly #room: Room;
  readonly #access: Access;
  readonly #deps: LiveRoomDeps;
  readonly #seats: Seats<Seat>;
  readonly #broadcast: Broadcast;
  readonly #moves: Moves;
  readonly #ticker: Ticker;

  constructor(card: ModelCard, stored: StoredRoom, deps: LiveRoomDeps) {
    const { info, bookmarks, paths, keys } = stored;
    const { clock, secrets, scheduler } = deps;
    this.card = card;
    this.bookmarks = new Shelf(bookmarks, {
      put: ({ item, at }) => this.tell("bookmark:put", { at, item: summarizeBookmark(card, item) }),
      gone: (id) => this.tell("bookmark:gone", { id }),
    });
    this.paths = new Shelf(paths, {
      put: ({ item, at }) => {
        this.tell("path:put", { at, item: summarizePath(card, item) });
        this.player.pathChanged(item.id, pathFits(card, item));
      },
      gone: (id) => {
        this.tell("path:gone", { id });
        this.player.pathChanged(id, false);
      },
    });
    this.tours = new Tours({
      card,
      stored: stored.tours,
      builtIn: deps.builtInTours(card),
      tell: (...told) => this.tell(...told),
    });
    this.#deps = deps;
    this.#access = new Access(keys, secrets.same);
    this.#seats = new Seats(this.#access, new NameMask(secrets));
    this.#room = new Room({ info, latentDim: card.latentDim, now: clock.now, secrets });
    const mark = (afterMs?: number) => this.#ticker.mark(afterMs);
    const room = this.#room;
    this.desk = new LessonDesk({
      clock,
      seats: this.#seats,
      people: room.people,
      mark,
      cursorHidden: (slot) => this.#moves.hide(slot),
      lists: (slot) => listsOf(this, room.people.peers(), slot),
    });
    room.showsImage = (slot) => this.desk.lesson.showsImage(slot);
    const { views } = this.desk;
    this.#broadcast = new Broadcast({ ...deps, card, room, views, wake: () => mark() });
    this.#moves = new Moves({ ...deps, card, room, broadcast: this.#broadcast, mark });
    this.#ticker = tickerOf(this.#broadcast, this.#seats, deps);
    this.tasks = new TaskDesk({ seats: () => this.#seats.all, clock });
    this.desk.lesson.onEnd(() => this.tasks.end());
    this.player = new Player({
      modelId: card.id,
      clock,
      pathOf: (id) => this.paths.find(id),
      tell: (state) => {
        this.#room.headShown = state !== null;
        this.tell("playback", state);
      },
      move: (head, z) => this.#moves.move(PLAYBACK_SLOT, head, room.nextHeadSeq(), z),
      take: (move, pixels) => this.#moves.take(PLAYBACK_SLOT, move, pixels),
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
    return this.#seats.all;
  }

  /** People with an open connection. */
  get online(): number {
    return this.#room.people.online;
  }

  /** Nobody is here, nor may come back. */
  get empty(): boolean {
    return this.#room.people.size === 0;
  }

  /** Says it to everyone, or to all but one. */
  tell<E extends ServerEventName>(event: E, payload: ServerEvents[E], except?: Seat): void {
    this.#seats.tell(event, payload, { except });
  }

  /**
   * Seats a connection, at the place of its token where there is one.
   * @throws AppError `room_full`, `room_closed`
   */
  enter(wire: Wire, who: Newcomer): Arrival & { seat: Seat } {
    const keyHash = this.#keyOf(who);
    const right = this.#access.rightOf(keyHash, this.info.link);
    if (right === null) throw new AppError("room_closed");
    const arrival = this.#room.people.join(who);
    const { session, gone } = arrival;
    for (const slot of gone) this.#forget(slot);
    const seat = this.#seats.at(session.slot) ?? this.#seat(session.slot, right);
    const before = seat.wire;
    Object.assign(seat, { wire, right, keyHash, placesOnly: false });
    this.#seats.put(seat);
    // The same page came back before its old connection was found dead.
    if (before && before !== wire) before.close();
    this.tell("peer:put", toPeer(session), seat);
    this.desk.entered(seat.slot);
    this.again(seat);
    return { ...arrival, seat };
  }

  /**
   * The hash of the key that counts. Who comes back keeps the one of before where the page shows none that opens: the
   * answer that told it of a new key may have been lost with the connection.
   */
  #keyOf(who: Newcomer): string | null {
    const shown = who.key ? this.#deps.secrets.hash(who.key) : null;
    if (this.#access.isKey(shown)) return shown;
    const session = this.#room.people.resumable(who);
    return (session && this.#seats.at(session.slot)?.keyHash) ?? null;
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
    this.#moves.move(seat.slot, seat, seq, z);
  }

  setProfile({ slot }: Seat, profile: Profile): Peer | null {
    const session = this.#room.people.session(slot);
    if (!session) return null;
    Object.assign(session, profile);
    this.tell("peer:put", toPeer(session));
    return toPeer(session);
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
    const { out, changed } = this.#seats.judge(info.link);
    for (const seat of changed) for (const desk of [this.tasks, this.desk]) desk.rightChanged(seat);
    for (const seat of out) this.#letGo(seat, "room_closed");
  }

  /** A new key, or none; whoever has the old one loses what it gave, but for `by`, who is given the new one. */
  setKey(info: RoomInfo, which: KeyName, hash: string | null, by: Seat): void {
    if (which === "host") by.keyHash = hash;
    this.#access.set(which, hash);
    this.setInfo(info);
  }

  /** Out for good, and told why. */
  #letGo(seat: Seat, code: ErrorCode): void {
    say(seat, "fault", new AppError(code).toFault());
    const { wire } = seat;
    seat.wire = null;
    this.leave(seat);
    wire?.close();
  }

  /** What a newcomer is told beside their own place. */
  snapshot(seat: Seat): Snapshot {
    return {
      room: this.info,
      card: this.card,
      ...this.desk.snapshot(seat),
      task: this.desk.shownTo(seat, this.tasks.snapshot(seat)),
    };
  }

  /** Takes the places of those whose time to come back has passed, and lets go who reads nothing. */
  sweep(): void {
    for (const slot of this.#room.people.prune()) this.#forget(slot);
    this.#seats.closeHopeless(this.#deps.clock.now());
  }

  dispose(): void {
    this.#ticker.dispose();
    this.player.dispose();
    this.tasks.dispose();
    this.desk.dispose();
    for (const seat of this.#seats.all) this.#deps.scheduler.drop(seat);
  }

  #seat(slot: number, right: Right): Seat {
    const seat: Seat = {
      room: this,
      slot,
      since: this.#deps.clock.now(),
      right,
      keyHash: null,
      wire: null,
      behindSince: null,
      placesOnly: false,
      modelId: this.card.id,
      take: (move, pixels) => this.#moves.take(slot, move, pixels, seat),
    };
    return seat;
  }

  #forget(slot: number): void {
    const seat = this.#seats.remove(slot);
    if (seat) this.#deps.scheduler.drop(seat);
    this.#broadcast.forget(slot);
    this.tell("peer:gone", { slot });
    this.desk.gone(slot);
  }
}
