import type { Bookmark, LatentPath, RoomInfo } from "../protocol/entities.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { Broadcast, tickerOf } from "./broadcast.ts";
import { ByteBudget } from "./byte-budget.ts";
import type { Door } from "./door.ts";
import { Entrance } from "./entrance.ts";
import { LessonDesk } from "./lesson/lesson-desk.ts";
import { NameMask } from "./lesson/name-mask.ts";
import type { LiveRoomDeps } from "./live-room-deps.ts";
import { Moves } from "./moves.ts";
import { type Arrival, type Newcomer, toPeer } from "./people.ts";
import type { Place } from "./place.ts";
import { Player } from "./player.ts";
import { Profiles } from "./profiles.ts";
import { Room } from "./room.ts";
import { type LiveTell, Seats } from "./seats.ts";
import type { Session } from "./session.ts";
import type { Shelf } from "./shelf.ts";
import { bookmarkShelf, pathShelf } from "./shelves.ts";
import { listsOf, type Snapshot } from "./snapshot.ts";
import type { StoredRoom } from "./stored-room.ts";
import { TaskDesk } from "./task-desk.ts";
import type { Ticker } from "./ticker.ts";
import { Tours } from "./tours.ts";
import type { Wire } from "./wire.ts";

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
  readonly profiles: Profiles;
  readonly entrance: Entrance<Seat>;
  readonly #label: string;
  readonly #room: Room;
  readonly #deps: LiveRoomDeps;
  readonly #seats: Seats<Seat>;
  readonly budget: ByteBudget;
  readonly #broadcast: Broadcast;
  readonly #moves: Moves;
  readonly #ticker: Ticker;

  constructor(card: ModelCard, stored: StoredRoom, deps: LiveRoomDeps) {
    const { info, keys } = stored;
    const { clock, secrets, scheduler } = deps;
    this.card = card;
    const tell: LiveTell = (event, payload) => this.tell(event, payload);
    this.bookmarks = bookmarkShelf(card, stored, tell);
    this.paths = pathShelf(card, stored, tell, (id, fits) => this.player.pathChanged(id, fits));
    this.tours = new Tours({
      card,
      stored: stored.tours,
      builtIn: deps.builtInTours(card),
      tell: (...told) => this.tell(...told),
    });
    this.#deps = deps;
    this.#label = stored.label ?? info.id;
    const budget = new ByteBudget(clock.now);
    budget.limit = info.bytesPerSecond;
    this.budget = budget;
    this.#seats = new Seats(new NameMask(secrets), (bytes) => budget.spend(bytes));
    this.#room = new Room({ info, latentDim: card.latentDim, now: clock.now, secrets });
    const mark = (afterMs?: number) => this.#ticker.mark(afterMs);
    const room = this.#room;
    this.desk = new LessonDesk({
      ...{ clock, mark, seats: this.#seats, people: room.people },
      cursorHidden: (slot) => this.#moves.hide(slot),
      lists: (slot) => listsOf(this, room.people.peers(), slot),
    });
    room.showsImage = (slot) => this.desk.lesson.showsImage(slot);
    const { views } = this.desk;
    this.profiles = new Profiles({
      names: deps.names,
      people: room.people,
      rightAt: (slot) => this.#seats.at(slot)?.right,
      tell: (session) => this.#tellPeer(session),
    });
    this.#broadcast = new Broadcast({ ...deps, card, room, views, budget, wake: () => mark() });
    this.#moves = new Moves({ ...deps, card, room, broadcast: this.#broadcast, mark });
    this.#ticker = tickerOf(this.#broadcast, this.#seats, deps);
    this.entrance = new Entrance({
      ...{ keys, secrets, clock, seats: this.#seats, people: room.people },
      makeRoom: (id, changed) => this.#waitingRoom(id, changed),
      leave: (seat) => this.leave(seat),
    });
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

  get door(): Door<Seat> {
    return this.entrance.door;
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
    return this.#room.people.size === 0 && this.door.empty;
  }

  /** Says it to everyone, or to all but one. */
  tell<E extends ServerEventName>(event: E, payload: ServerEvents[E], except?: Seat): void {
    this.#seats.tell(event, payload, except);
  }

  /**
   * Seats a connection, at the place of its token where there is one; or in a room of its own, where the door is locked.
   * @throws AppError `room_full`, `room_closed`, `removed`
   */
  enter(wire: Wire, who: Newcomer): Arrival & { seat: Seat } {
    const admitted = this.entrance.admit(wire, who, this.info.link);
    if (!admitted) return this.door.enter(wire, who);
    const name = this.profiles.given(who.name, admitted.right);
    const arrival = this.#room.people.join({ ...who, name });
    this.door.passed(wire, who);
    const { session, gone } = arrival;
    for (const slot of gone) this.#forget(slot);
    const seat = this.#seats.at(session.slot) ?? this.#seat(session.slot);
    const before = seat.wire;
    Object.assign(seat, { ...admitted, wire, placesOnly: false });
    this.#seats.put(seat);
    // The same page came back before its old connection was found dead.
    if (before && before !== wire) before.close();
    this.#tellPeer(session, seat);
    this.desk.entered(seat.slot);
    this.again(seat);
    this.profiles.keepApart(admitted.right);
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
    if (session) this.#tellPeer(session);
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

  /** Names a person among those of all rooms, for budgets. */
  personOf({ slot }: Seat): string {
    return `${this.#label}:${slot}`;
  }

  /** Whether whoever comes would resume a session of this room. */
  resumes(who: Newcomer): boolean {
    return this.#room.people.resumable(who) !== undefined;
  }

  setInfo(info: RoomInfo): void {
    this.#room.info = info;
    this.budget.limit = info.bytesPerSecond;
    this.tell("room:put", info);
    for (const seat of this.entrance.judge(info.link)) {
      for (const desk of [this.tasks, this.desk]) desk.rightChanged(seat);
      this.profiles.keepApart(seat.right);
    }
  }

  letGo(seat: Seat, code: ErrorCode): void {
    this.entrance.letGo(seat, code);
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
    this.door.sweep();
    this.#seats.closeHopeless(this.#deps.clock.now());
  }

  dispose(): void {
    this.#ticker.dispose();
    this.player.dispose();
    this.tasks.dispose();
    this.desk.dispose();
    this.door.dispose();
    for (const seat of this.#seats.all) this.#deps.scheduler.drop(seat);
  }

  /** Like this one, but with nobody and nothing in it, and nothing that can be changed. */
  #waitingRoom(id: string, onPeople: () => void): LiveRoom {
    const info: RoomInfo = { ...this.info, link: "view" };
    const keys = { host: null, cohost: null };
    const empty = { info, keys, bookmarks: [], paths: [], tours: [], label: `${info.id}~${id}` };
    return new LiveRoom(this.card, empty, { ...this.#deps, onPeople });
  }

  #seat(slot: number): Seat {
    const seat: Seat = {
      room: this,
      slot,
      since: this.#deps.clock.now(),
      right: "view",
      keyHash: null,
      wire: null,
      behindSince: null,
      placesOnly: false,
      modelId: this.card.id,
      take: (move, pixels) => this.#moves.take(slot, move, pixels, seat),
    };
    return seat;
  }

  #tellPeer(session: Session, except?: Seat): void {
    this.tell("peer:put", toPeer(session), except);
    this.#deps.onPeople?.();
  }

  #forget(slot: number): void {
    const seat = this.#seats.remove(slot);
    if (seat) this.#deps.scheduler.drop(seat);
    this.#broadcast.forget(slot);
    this.tell("peer:gone", { slot });
    this.desk.gone(slot);
    this.#deps.onPeople?.();
  }
}
