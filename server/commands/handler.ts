import type { COMMANDS, CommandName, ParsedOf, ReplyOf } from "../protocol/commands.ts";
import type { LiveRoom, Seat } from "../room/live-room.ts";
import type { Newcomer } from "../room/people.ts";

/** A connection on its way to a seat. */
export interface Arriving {
  readonly address: string;
  /**
   * Takes a seat, leaving the one it had for good.
   * @throws AppError `room_full`, or `not_joined` when it is gone by now
   */
  sit: (room: LiveRoom, who: Newcomer) => ReturnType<LiveRoom["enter"]>;
}

/** Who sends it: someone in a seat, or a connection that has none yet. */
type Caller<E extends CommandName> = (typeof COMMANDS)[E]["right"] extends null ? Arriving : Seat;

/**
 * What an answer holds; or a function that is called in the very turn in which the answer is sent, so that the caller
 * is told nothing in between.
 */
type Answer<R> = R | (() => R);

/** What runs for one command, its request read and the right to it checked. */
type Handler<E extends CommandName> = (
  caller: Caller<E>,
  request: ParsedOf<E>,
) => Promise<Answer<ReplyOf<E>>> | Answer<ReplyOf<E>>;

export type Handlers = { readonly [E in CommandName]: Handler<E> };
