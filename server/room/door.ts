import type { Clock } from "../clock.ts";
import type { Bridge } from "../latent/carry.ts";
import type { DoorState } from "../protocol/door.ts";
import { AppError, type ErrorCode } from "../protocol/errors.ts";
import type { Switched } from "../protocol/events.ts";
import { WAITING_MS, WAITING_PER_ROOM } from "../protocol/limits.ts";
import type { Arrival, Newcomer } from "./people.ts";
import type { Place } from "./place.ts";
import type { Profiles } from "./profiles.ts";
import { type LiveTell, say } from "./seats.ts";
import { createTicker, type Ticker } from "./ticker.ts";
import type { Wire } from "./wire.ts";

/** Hosts hear of those who come and go at most four times a second. */
const TELL_MS = 250;

/** A room for one, in which somebody explores while they wait. */
export interface WaitingRoom<S extends Place> {
  readonly empty: boolean;
  readonly online: number;
  enter: (wire: Wire, who: Newcomer) => Arrival & { seat: S };
  /** Whether whoever comes is the one who waits here. */
  resumes: (who: Newcomer) => boolean;
  leave: (seat: S) => void;
  letGo: (seat: S, code: ErrorCode) => void;
  readonly profiles: Pick<Profiles, "of">;
  tell: LiveTell;
  /** Goes over to another model, with the room behind the door. */
  goOver: (to: Pick<Switched, "room" | "card" | "engine">, bridge: Bridge) => void;
  sweep: () => void;
  dispose: () => void;
}

interface Waiter<S extends Place> {
  readonly id: string;
  readonly since: number;
  readonly room: WaitingRoom<S>;
  seat: S | null;
  browserId: string;
  /** May come in; is only on the way. */
  admitted: boolean;
}

export interface DoorOptions<S extends Place> {
  /** @param changed is to be called when who is in it, or what they are called, has changed */
  makeRoom: (id: string, changed: () => void) => WaitingRoom<S>;
  tell: (state: DoorState) => void;
  clock: Clock;
}

/**
 * A room's door. While it is locked newcomers wait, each alone, until a host lets them in or not, or nobody has for a
 * long time. Who loses the connection meanwhile keeps the place in the queue for as long as a place in a room is kept.
 */
export class Door<S extends Place> {
  readonly #options: DoorOptions<S>;
  readonly #waiting = new Map<string, Waiter<S>>();
  readonly #ticker: Ticker;
  #locked = false;
  #lastId = 0;

  constructor(options: DoorOptions<S>) {
    this.#options = options;
    this.#ticker = createTicker(
      () => options.tell(this.state),
      () => TELL_MS,
      options.clock,
    );
  }

  get state(): DoorState {
    const waiting = [...this.#waiting.values()].flatMap(({ id, seat, room, admitted }) =>
      seat && !admitted ? [{ id, ...room.profiles.of(seat) }] : [],
    );
    return { locked: this.#locked, waiting };
  }

  /** Nobody waits, nor may come back to wait. */
  get empty(): boolean {
    return this.#waiting.size === 0;
  }

  /** The rooms of those who wait. */
  get rooms(): WaitingRoom<S>[] {
    return [...this.#waiting.values()].map(({ room }) => room);
  }

  /** Whether whoever comes need not wait. */
  lets(wire: Wire, who: Newcomer): boolean {
    return !this.#locked || this.#waiterOf(wire, who)?.admitted === true;
  }

  /** @throws AppError `room_full` when too many wait already */
  enter(wire: Wire, who: Newcomer): Arrival & { seat: S } {
    const waiter = this.#waiterOf(wire, who) ?? this.#newWaiter(who);
    const arrival = waiter.room.enter(wire, who);
    waiter.seat = arrival.seat;
    return arrival;
  }

  /** They are in: nobody waits here under that connection or token any more. */
  passed(wire: Wire, who: Newcomer): void {
    const waiter = this.#waiterOf(wire, who);
    if (!waiter) return;
    const { seat } = waiter;
    this.#forget(waiter);
    const old = seat?.wire;
    if (seat) seat.wire = null;
    if (old && old !== wire) old.close();
  }

  /** Opening it lets in everyone who waits. */
  lock(locked: boolean): void {
    this.#locked = locked;
    if (!locked) this.admit("all");
    this.#ticker.mark();
  }

  /** Ids of those who have gone meanwhile are passed over. */
  admit(ids: readonly string[] | "all"): void {
    for (const waiter of this.#chosen(ids)) {
      waiter.admitted = true;
      if (waiter.seat) say(waiter.seat, "door:open", null);
    }
    this.#ticker.mark();
  }

  refuse(ids: readonly string[] | "all", code: ErrorCode = "door_refused"): void {
    for (const waiter of this.#chosen(ids)) this.#letGo(waiter, code);
  }

  /** Everyone who waits in that browser is let go. */
  removeBrowser(browserId: string): void {
    for (const waiter of this.#waiting.values())
      if (waiter.browserId === browserId) this.#letGo(waiter, "removed");
  }

  sweep(): void {
    const now = this.#options.clock.now();
    for (const waiter of this.#waiting.values()) {
      waiter.room.sweep();
      if (now - waiter.since >= WAITING_MS) this.#letGo(waiter, "door_unanswered");
    }
  }

  dispose(): void {
    this.#ticker.dispose();
    for (const { room } of this.#waiting.values()) room.dispose();
    this.#waiting.clear();
  }

  #waiterOf(wire: Wire, who: Newcomer): Waiter<S> | undefined {
    for (const waiter of this.#waiting.values())
      if (waiter.seat?.wire === wire || waiter.room.resumes(who)) return waiter;
    return undefined;
  }

  #newWaiter({ browserId }: Newcomer): Waiter<S> {
    if (this.#waiting.size >= WAITING_PER_ROOM) throw new AppError("room_full");
    const { makeRoom, clock } = this.#options;
    const id = `w${++this.#lastId}`;
    const room = makeRoom(id, () => {
      if (room.empty) this.#forget(waiter);
      this.#ticker.mark();
    });
    const waiter = { id, since: clock.now(), room, seat: null, browserId, admitted: false };
    this.#waiting.set(id, waiter);
    return waiter;
  }

  #letGo({ room, seat }: Waiter<S>, code: ErrorCode): void {
    if (seat) room.letGo(seat, code);
  }

  #forget(waiter: Waiter<S>): void {
    if (!this.#waiting.delete(waiter.id)) return;
    waiter.room.dispose();
    this.#ticker.mark();
  }

  #chosen(ids: readonly string[] | "all"): Waiter<S>[] {
    const all = [...this.#waiting.values()];
    return ids === "all" ? all : all.filter(({ id }) => ids.includes(id));
  }
}
