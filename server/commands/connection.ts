import { COMMANDS, type CommandName, type Reply } from "../protocol/commands.ts";
import { epochOf, parseCursor } from "../protocol/cursor-packet.ts";
import { AppError, type Fault, fromUnknown } from "../protocol/errors.ts";
import { UNJOINED_COMMANDS, UNJOINED_MS } from "../protocol/limits.ts";
import { parse } from "../protocol/parse.ts";
import { eventMessage } from "../protocol/parser.ts";
import { allows } from "../protocol/rights.ts";
import { parseSeen, parseView } from "../protocol/view-packet.ts";
import type { LiveRoom, Seat } from "../room/live-room.ts";
import type { Newcomer } from "../room/people.ts";
import type { Wire } from "../room/wire.ts";
import type { CommandDeps } from "./deps.ts";
import type { Arriving, Handlers } from "./handler.ts";
import { createRateLimit } from "./rate-limit.ts";

/** A page sends 30 a second; what a faulty one sends beyond this is dropped unread. */
const CURSORS_PER_SECOND = 240;
/** One line and one fault a second tell a broken page enough. */
const COMPLAINTS_PER_SECOND = 1;
/** Whoever goes on after this many refusals is let go. */
const REFUSALS_MAX = 200;
/** So long after a seat is first taken, what comes from it draws on its address's pool of newcomers too. */
const FRESH_MS = 10_000;

/** One open connection: nothing before it joins, then one seat in one room, then gone. */
export class Connection implements Arriving {
  readonly address: string;
  readonly #wire: Wire;
  readonly #deps: CommandDeps;
  readonly #handlers: Handlers;
  readonly #mayMove: () => boolean;
  readonly #mayComplain: () => boolean;
  readonly #stopWaiting: () => void;
  #seat: Seat | null = null;
  #confirmed = false;
  #unjoined = 0;
  #refusals = 0;
  #closed = false;

  constructor(wire: Wire, address: string, handlers: Handlers, deps: CommandDeps) {
    const { now, after } = deps.clock;
    this.address = address;
    this.#wire = wire;
    this.#handlers = handlers;
    this.#deps = deps;
    this.#mayMove = createRateLimit(CURSORS_PER_SECOND, CURSORS_PER_SECOND, now);
    this.#mayComplain = createRateLimit(COMPLAINTS_PER_SECOND, 1, now);
    this.#stopWaiting = after(UNJOINED_MS, () => {
      if (!this.#seat) wire.close();
    });
  }

  /** Answers one command, once. Never rejects: whatever goes wrong becomes a coded answer. */
  async command(
    event: string,
    request: unknown,
    reply: (reply: Reply<unknown>) => void,
  ): Promise<void> {
    try {
      if (!Object.hasOwn(COMMANDS, event))
        throw new AppError("bad_request", { message: "This command is not known." });
      const answer = await this.#run(event as CommandName, request);
      reply({ ok: true, value: typeof answer === "function" ? answer() : answer });
    } catch (cause) {
      reply({ ok: false, fault: this.#refused(event, cause) });
    }
  }

  /** The hot path: bytes in, one slot overwritten. Never answers, never throws, never queues. */
  cursor(packet: unknown): void {
    if (!this.#mayMove()) return;
    const seat = this.#seated();
    if (!seat) {
      this.#complain(new AppError("not_joined"));
      return;
    }
    const bytes = packet instanceof ArrayBuffer ? new Uint8Array(packet) : packet;
    const { epoch, card } = seat.room.stage;
    if (!(bytes instanceof Uint8Array)) {
      this.#complain(new AppError("bad_latent"));
      return;
    }
    // On its way while the room went over to another model: the page will hear of it.
    if (epochOf(bytes) !== epoch) return;
    const cursor = parseCursor(bytes, card.latentDim);
    if (!cursor) {
      this.#complain(new AppError("bad_latent"));
      return;
    }
    this.#confirm(seat);
    seat.room.move(seat, cursor.seq, cursor.z);
  }

  /** What this page shows, for those who follow it. As little is said of it as of a move. */
  view(packet: unknown): void {
    const seat = this.#mayMove() ? this.#seated() : null;
    const view = seat && packet instanceof Uint8Array ? parseView(packet) : null;
    if (seat && view) seat.room.desk.view(seat.slot, view.seq, view.bytes);
  }

  /** The newest view of someone that this page has shown. */
  seen(packet: unknown): void {
    const seat = this.#mayMove() ? this.#seated() : null;
    const seen = seat && packet instanceof Uint8Array ? parseSeen(packet) : null;
    if (seat && seen) seat.room.desk.seen(seat.slot, seen);
  }

  /** What could not even be read: said, and closed by whoever found it. */
  unreadable(cause: unknown): void {
    this.#deps.log.warn({ wire: this.#wire.id, cause: String(cause) }, "unreadable message");
    // The bounded parser throws a RangeError for what is too long; anything else is no message of ours.
    this.#tell(new AppError(cause instanceof RangeError ? "too_large" : "bad_request").toFault());
  }

  sit(room: LiveRoom, who: Newcomer): ReturnType<LiveRoom["enter"]> {
    // The connection may have gone while the room was loading.
    if (this.#closed) throw new AppError("not_joined");
    const before = this.#seated();
    const arrival = room.enter(this.#wire, who);
    if (before && before !== arrival.seat) before.room.leave(before);
    this.#seat = arrival.seat;
    this.#confirmed = false;
    return arrival;
  }

  /** It is gone: the seat is kept for a while. */
  closed(): void {
    this.#closed = true;
    this.#stopWaiting();
    this.#deps.statsWatch.set(this.#wire, false);
    this.#seat?.room.lose(this.#seat, this.#wire);
    this.#seat = null;
  }

  /** The seat, unless another connection has taken it over. */
  #seated(): Seat | null {
    return this.#seat?.wire === this.#wire ? this.#seat : null;
  }

  async #run(event: CommandName, request: unknown): Promise<unknown> {
    const { schema, right, cost } = COMMANDS[event];
    const seat = this.#seated();
    if (!seat) this.#countUnjoined();
    if (right === null) {
      return this.#handler<Arriving>(event)(this, parse(schema, request));
    }
    if (!seat) throw new AppError("not_joined");
    this.#confirm(seat);
    if (!(await this.#maySpend(seat, cost))) throw new AppError("too_fast");
    // Read last: seat and right may have been taken meanwhile.
    if (this.#seated() !== seat) throw new AppError("not_joined");
    if (!allows(seat.right, right)) throw new AppError("forbidden");
    if (seat.room.desk.locks(seat.right, right)) throw new AppError("paused");
    const answer = await this.#handler<Seat>(event)(seat, parse(schema, request));
    return seat.room.desk.shownTo(seat, answer);
  }

  /** What the table of commands pairs, TypeScript cannot follow through a variable: the schema is the handler's own. */
  #handler<Caller>(event: CommandName): (caller: Caller, request: unknown) => unknown {
    return this.#handlers[event] as unknown as (caller: Caller, request: unknown) => unknown;
  }

  #maySpend(seat: Seat, cost: number): Promise<boolean> {
    const room = seat.room.info.id;
    const sender = {
      person: seat.room.personOf(seat),
      room,
      address: this.address,
      fresh: this.#deps.clock.now() - seat.since < FRESH_MS,
    };
    return this.#deps.budgets.command(sender, cost);
  }

  #countUnjoined(): void {
    this.#unjoined++;
    if (this.#unjoined <= UNJOINED_COMMANDS) return;
    this.#wire.close();
    throw new AppError("not_joined");
  }

  #confirm(seat: Seat): void {
    if (this.#confirmed) return;
    this.#confirmed = true;
    seat.room.confirm(seat);
  }

  #refused(event: string, cause: unknown): Fault {
    const error = fromUnknown(cause);
    const { log } = this.#deps;
    const fields = { event: event.slice(0, 40), code: error.code, wire: this.#wire.id };
    if (error.code === "internal") {
      const { stack } = error.cause instanceof Error ? error.cause : error;
      log.error({ ...fields, cause: String(error.cause), stack }, "command failed");
    } else if (this.#mayComplain()) {
      log.warn({ ...fields, cause: error.cause && String(error.cause) }, error.message);
    }
    this.#refusals++;
    if (this.#refusals > REFUSALS_MAX) this.#wire.close();
    return error.toFault();
  }

  #complain(error: AppError): void {
    if (!this.#mayComplain()) return;
    this.#deps.log.warn({ wire: this.#wire.id, code: error.code }, "cursor refused");
    this.#tell(error.toFault());
  }

  #tell(fault: Fault): void {
    this.#wire.send({ message: eventMessage("fault", fault) });
  }
}
