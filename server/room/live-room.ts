import type { Bridge } from "../latent/carry.ts";
import { nextEpoch } from "../protocol/cursor-packet.ts";
import type { Bookmark, LatentPath, RoomInfo } from "../protocol/entities.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { ServerEventName, ServerEvents, Switched } from "../protocol/events.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { BenchDesk } from "./bench-desk.ts";
import { Beside } from "./beside.ts";
import { ByteBudget } from "./byte-budget.ts";
import type { Door } from "./door.ts";
import { Entrance } from "./entrance.ts";
import { LessonDesk } from "./lesson/lesson-desk.ts";
import { NameMask } from "./lesson/name-mask.ts";
import type { LiveRoomDeps } from "./live-room-deps.ts";
import { type Arrival, type Newcomer, People, toPeer } from "./people.ts";
import { newPlace, type Place } from "./place.ts";
import { Profiles } from "./profiles.ts";
import { type LiveTell, Seats } from "./seats.ts";
import type { Session } from "./session.ts";
import type { Shelf } from "./shelf.ts";
import { shelvesOf } from "./shelves.ts";
import { listsOf, type Snapshot } from "./snapshot.ts";
import { Stage, type StageOptions } from "./stage.ts";
import { type StoredRoom, waitingRoom, whileWaiting } from "./stored-room.ts";
import { TaskDesk } from "./task-desk.ts";
import type { Tours } from "./tours.ts";
import type { Wire } from "./wire.ts";

/** Somebody's place in a live room. */
export interface Seat extends Place {
  readonly room: LiveRoom;
}

/** A room with people in it. Each method that changes something also tells it, so that neither can be forgotten. */
export class LiveRoom {
  readonly bookmarks: Shelf<Bookmark>;
  readonly paths: Shelf<LatentPath>;
  readonly tours: Tours;
  readonly tasks: TaskDesk;
  readonly bench: BenchDesk;
  readonly beside = new Beside((card) => this.tell("beside:put", card));
  readonly desk: LessonDesk<Seat>;
  readonly profiles: Profiles;
  readonly entrance: Entrance<Seat>;
  readonly #label: string;
  readonly #people: People;
  readonly #deps: LiveRoomDeps;
  readonly #seats: Seats<Seat>;
  readonly budget: ByteBudget;
  readonly #staging: StageOptions;
  #info: RoomInfo;
  #stage: Stage;

  constructor(card: ModelCard, stored: StoredRoom, deps: LiveRoomDeps) {
    const { info, keys } = stored;
    const { clock, secrets, cardOf } = deps;
    const tell: LiveTell = (event, payload) => this.tell(event, payload);
    const shelves = shelvesOf(stored, {
      ...{ cardOf, tell, builtIn: deps.builtInTours(card) },
      pathChanged: (id) => this.#stage.pathChanged(id),
    });
    this.bookmarks = shelves.bookmarks;
    this.paths = shelves.paths;
    this.tours = shelves.tours;
    this.#deps = deps;
    this.#label = stored.label ?? info.id;
    const budget = new ByteBudget(clock.now);
    budget.limit = info.bytesPerSecond;
    this.budget = budget;
    const seats = new Seats<Seat>(new NameMask(secrets), (bytes) => budget.spend(bytes));
    this.#seats = seats;
    this.#info = info;
    const people = new People({ now: clock.now, secrets });
    this.#people = people;
    this.desk = new LessonDesk({
      ...{ clock, seats, people },
      mark: (afterMs) => this.#stage.mark(afterMs),
      cursorHidden: (slot) => this.#stage.moves.hide(slot),
      lists: (slot) => listsOf(this, cardOf, people.peers(), slot),
    });
    this.profiles = new Profiles({
      ...{ names: deps.names, people },
      rightAt: (slot) => seats.at(slot)?.right,
      tell: (session) => this.#tellPeer(session),
    });
    this.entrance = new Entrance({
      ...{ keys, secrets, clock, seats, people },
      makeRoom: (id, changed) => this.#waitingRoom(id, changed),
      leave: (seat) => this.leave(seat),
    });
    this.tasks = new TaskDesk({ seats: () => seats.all, clock });
    this.bench = new BenchDesk({
      clock,
      presenter: () => this.desk.lesson.state.presenter?.slot,
      tell: (shown) => this.tell("bench:put", shown),
    });
    for (const desk of [this.tasks, this.bench]) this.desk.lesson.onEnd(() => desk.end());
    this.#staging = {
      ...deps,
      ...{ people, seats, budget, views: this.desk.views },
      // Whoever fell behind in one model can take what is told of the next.
      wake: () => this.#stage.mark(),
      showsImage: (slot) => this.desk.lesson.showsImage(slot),
      pathOf: (id) => this.paths.find(id),
      tell: (state) => this.tell("playback", state),
    };
    this.#stage = new Stage(card, 0, this.#staging);
  }

  get info(): RoomInfo {
    return this.#info;
  }

  /** The model that the room is in. */
  get card(): ModelCard {
    return this.#stage.card;
  }

  /** All that is of this model. */
  get stage(): Stage {
    return this.#stage;
  }

  get door(): Door<Seat> {
    return this.entrance.door;
  }

  get seats(): Iterable<Seat> {
    return this.#seats.all;
  }

  /** People with an open connection. */
  get online(): number {
    return this.#people.online;
  }

  /** Nobody is here, nor may come back. */
  get empty(): boolean {
    return this.#people.size === 0 && this.door.empty;
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
    const arrival = this.#people.join({ ...who, name });
    this.door.passed(wire, who);
    const { session, gone } = arrival;
    for (const slot of gone) this.#forget(slot);
    const seat = this.#seats.at(session.slot) ?? this.#newSeat(session.slot);
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
    this.#stage.mark();
  }

  /** The connection is gone; the place is kept for a while. A seat that another connection has taken stays as it is. */
  lose(seat: Seat, wire: Wire): void {
    if (seat.wire !== wire) return;
    seat.wire = null;
    this.#stage.moves.drop(seat.slot);
    this.#people.lose(seat.slot);
    const session = this.#people.session(seat.slot);
    if (session) this.#tellPeer(session);
    this.desk.lost(seat.slot);
  }

  /** Leaves for good. */
  leave(seat: Seat): void {
    this.#people.remove(seat.slot);
    this.#forget(seat.slot);
  }

  /** The page has shown that it heard the answer to its join. */
  confirm({ slot }: Seat): void {
    this.#people.confirm(slot);
  }

  move({ slot }: Seat, seq: number, z: Float32Array): void {
    this.#stage.moves.move(slot, seq, z);
  }

  /** Names a person among those of all rooms, for budgets. */
  personOf({ slot }: Seat): string {
    return `${this.#label}:${slot}`;
  }

  /** Whether whoever comes would resume a session of this room. */
  resumes(who: Newcomer): boolean {
    return this.#people.resumable(who) !== undefined;
  }

  setInfo(info: RoomInfo): void {
    this.#info = info;
    this.budget.limit = info.bytesPerSecond;
    this.tell("room:put", info);
    for (const seat of this.entrance.judge(info.link)) {
      for (const desk of [this.tasks, this.desk]) desk.rightChanged(seat);
      this.profiles.keepApart(seat.right);
    }
  }

  /**
   * Goes over to another model of the same data, with everyone in it and all who wait. What is of the old one ends: the
   * playback, the tour that is shown, the task.
   * @param bridge from the old model to the new one
   */
  goOver(to: Pick<Switched, "room" | "card" | "engine">, bridge: Bridge): void {
    const before = this.#stage;
    if (before.player.now()) before.player.set(null);
    this.desk.lesson.setTour(null);
    this.tasks.end();
    this.#info = to.room;
    this.#stage = new Stage(to.card, nextEpoch(before.epoch), this.#staging);
    this.#stage.takeOver(before, bridge);
    before.dispose();
    this.#seats.tellEach("room:model", ({ slot }) => ({ ...to, ...this.#stage.placeOf(slot) }));
    this.beside.roomIsIn(to.card);
    for (const waiting of this.door.rooms)
      waiting.goOver({ ...to, room: whileWaiting(to.room) }, bridge);
  }

  letGo(seat: Seat, code: ErrorCode): void {
    this.entrance.letGo(seat, code);
  }

  /** What a newcomer is told beside their own place. */
  snapshot(seat: Seat): Snapshot {
    return {
      room: this.info,
      card: this.card,
      beside: this.beside.card,
      epoch: this.#stage.epoch,
      ...this.desk.snapshot(seat),
      task: this.desk.shownTo(seat, this.tasks.snapshot(seat)),
      bench: this.bench.shown,
    };
  }

  /** Takes the places of those whose time to come back has passed, and lets go who reads nothing. */
  sweep(): void {
    for (const slot of this.#people.prune()) this.#forget(slot);
    this.door.sweep();
    this.#seats.closeHopeless(this.#deps.clock.now());
  }

  dispose(): void {
    this.#stage.dispose();
    this.tasks.dispose();
    this.bench.dispose();
    this.desk.dispose();
    this.door.dispose();
  }

  /** Like this one, but with nobody and nothing in it, and nothing that can be changed. */
  #waitingRoom(id: string, onPeople: () => void): LiveRoom {
    return new LiveRoom(this.card, waitingRoom(this.info, id), { ...this.#deps, onPeople });
  }

  #newSeat(slot: number): Seat {
    return { ...newPlace(slot, this.#deps.clock.now()), room: this };
  }

  #tellPeer(session: Session, except?: Seat): void {
    this.tell("peer:put", toPeer(session), except);
    this.#deps.onPeople?.();
  }

  #forget(slot: number): void {
    this.#seats.remove(slot);
    this.#stage.forget(slot);
    this.tell("peer:gone", { slot });
    this.desk.gone(slot);
    this.bench.gone(slot);
    this.#deps.onPeople?.();
  }
}
