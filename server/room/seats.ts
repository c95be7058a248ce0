import type { ServerEventName, ServerEvents } from "../protocol/events.ts";
import { eventMessage } from "../protocol/parser.ts";
import { allows, type Right, toldRight } from "../protocol/rights.ts";
import type { NameMask } from "./lesson/name-mask.ts";
import type { Place } from "./place.ts";

/** Says it to everyone in a room. */
export type LiveTell = <E extends ServerEventName>(event: E, payload: ServerEvents[E]) => void;

/** More than this waits for someone who does not read: they are let go, and may come back. */
const HOPELESS_BYTES = 4_000_000;
const HOPELESS_MS = 30_000;

/** The places of a room by slot: what each may do, and who is told what. */
export class Seats<S extends Place> {
  readonly #seats = new Map<number, S>();
  readonly #names: NameMask;
  readonly #spend: (bytes: number) => void;

  /** @param spend hears how much went out */
  constructor(names: NameMask, spend: (bytes: number) => void) {
    this.#names = names;
    this.#spend = spend;
  }

  get all(): Iterable<S> {
    return this.#seats.values();
  }

  at(slot: number): S | undefined {
    return this.#seats.get(slot);
  }

  put(seat: S): void {
    this.#seats.set(seat.slot, seat);
  }

  remove(slot: number): S | undefined {
    const seat = this.#seats.get(slot);
    this.#seats.delete(slot);
    return seat;
  }

  /** Says it to everyone, or to all but one; names only to those who may know them. */
  tell<E extends ServerEventName>(event: E, payload: ServerEvents[E], except?: S): void {
    const packet = { message: eventMessage(event, payload) };
    const names = this.#names;
    const masked = names.on ? { message: eventMessage(event, names.mask(payload)) } : packet;
    let receivers = 0;
    for (const seat of this.#seats.values()) {
      if (seat === except || !seat.wire) continue;
      seat.wire.send(knows(seat, payload) ? packet : masked);
      receivers++;
    }
    this.#spend(receivers * packet.message.length);
  }

  /** Says something of their own to each. */
  tellEach<E extends ServerEventName>(event: E, payloadTo: (seat: S) => ServerEvents[E]): void {
    for (const seat of this.#seats.values()) {
      if (!seat.wire) continue;
      const message = eventMessage(event, payloadTo(seat));
      seat.wire.send({ message });
      this.#spend(message.length);
    }
  }

  /** Whether names are kept from all but hosts. */
  hideNames(hidden: boolean): void {
    if (!hidden) this.#names.show();
    else if (!this.#names.on) this.#names.hide([...this.#seats.keys()]);
  }

  /** `value` as this person may know it. */
  shownTo<T>({ right, slot }: S, value: T): T {
    return allows(right, "host") ? value : this.#names.mask(value, slot);
  }

  /** Everyone's right anew, told to whom it changes for. `out`: who may not even be here. */
  judge(rightOf: (keyHash: string | null) => Right | null): { changed: S[]; out: S[] } {
    const out: S[] = [];
    const changed: S[] = [];
    for (const seat of this.#seats.values()) {
      const right = rightOf(seat.keyHash);
      if (right === null) out.push(seat);
      else if (right !== seat.right) {
        seat.right = right;
        say(seat, "right:put", toldRight(right));
        changed.push(seat);
      }
    }
    return { changed, out };
  }

  /** Lets go who reads nothing. */
  closeHopeless(now: number): void {
    for (const { wire, behindSince } of this.#seats.values()) {
      if (!wire) continue;
      const longBehind = behindSince !== null && now - behindSince > HOPELESS_MS;
      if (longBehind || wire.waitingBytes > HOPELESS_BYTES) wire.close();
    }
  }
}

/** Hosts know all names; everyone knows what is told of themselves. */
function knows({ slot, right }: Place, payload: unknown): boolean {
  return allows(right, "host") || (payload as { slot?: unknown } | null)?.slot === slot;
}

/** Says it to one. */
export function say<E extends ServerEventName>(
  { wire }: Pick<Place, "wire">,
  event: E,
  payload: ServerEvents[E],
): void {
  wire?.send({ message: eventMessage(event, payload) });
}
