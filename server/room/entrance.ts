import { AppError, type ErrorCode } from "../protocol/errors.ts";
import { allows, type KeyName, type Link } from "../protocol/rights.ts";
import type { KeyHashes } from "../store/store.ts";
import { Access, type Admitted } from "./access.ts";
import { Door, type DoorOptions } from "./door.ts";
import type { Newcomer, People, Secrets } from "./people.ts";
import type { Place } from "./place.ts";
import { type Seats, say } from "./seats.ts";
import { tellHosts } from "./tell-hosts.ts";
import type { Wire } from "./wire.ts";

interface EntranceOptions<S extends Place> extends Omit<DoorOptions<S>, "tell"> {
  keys: KeyHashes;
  secrets: Pick<Secrets, "hash" | "same">;
  seats: Seats<S>;
  people: People;
  /** Gives up a seat for good. */
  leave: (seat: S) => void;
}

/** The way into a room, and out of it for those who may not stay. */
export class Entrance<S extends Place> {
  readonly door: Door<S>;
  readonly #access: Access;
  readonly #options: EntranceOptions<S>;

  constructor(options: EntranceOptions<S>) {
    const { keys, secrets, seats } = options;
    this.#options = options;
    this.#access = new Access(keys, secrets);
    this.door = new Door({
      ...options,
      tell: (state) => tellHosts({ seats: seats.all }, "door:put", state),
    });
  }

  /**
   * With what right a newcomer comes in; null: they have to wait at the door.
   * @throws AppError `room_closed`, `removed`
   */
  admit(wire: Wire, who: Newcomer, link: Link): Admitted | null {
    const { people, seats } = this.#options;
    const known = people.resumable(who);
    const admitted = this.#access.admit(who, known && seats.at(known.slot), link);
    const passes = known !== undefined || allows(admitted.right, "host");
    return passes || this.door.lets(wire, who) ? admitted : null;
  }

  /** A new key, or none. Whoever has the old one will lose what it gave, but for `by`, who is given the new one. */
  setKey(which: KeyName, hash: string | null, by: S): void {
    if (which === "host") by.keyHash = hash;
    this.#access.set(which, hash);
  }

  /** Everyone's right anew; who may not be here any more is let go. @returns whose right has changed */
  judge(link: Link): S[] {
    const { changed, out } = this.#options.seats.judge((hash) => this.#access.rightOf(hash, link));
    for (const seat of out) this.letGo(seat, "room_closed");
    if (link === "closed") this.door.refuse("all", "room_closed");
    return changed;
  }

  /**
   * Out, with all other tabs of that browser, and kept out for as long as this room lives.
   * @throws AppError `person_not_found`; `forbidden` where they may do as much as `by`
   */
  remove(slot: number, by: S): void {
    const { people, seats } = this.#options;
    const lesser = (other: number) => !allows(seats.at(other)?.right ?? "view", by.right);
    const session = people.session(slot);
    if (!session) throw new AppError("person_not_found");
    if (!lesser(slot)) throw new AppError("forbidden");
    for (const other of [...people.sessions]) {
      const seat = seats.at(other.slot);
      if (!seat || other.browserId !== session.browserId || !lesser(other.slot)) continue;
      this.#access.removed.add(other);
      this.letGo(seat, "removed");
    }
    this.door.removeBrowser(session.browserId);
  }

  /** Out for good, and told why. */
  letGo(seat: S, code: ErrorCode): void {
    say(seat, "fault", new AppError(code).toFault());
    const { wire } = seat;
    seat.wire = null;
    this.#options.leave(seat);
    wire?.close();
  }
}
