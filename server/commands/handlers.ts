import type { COMMANDS, CommandName, ParsedOf, ReplyOf } from "../protocol/commands.ts";
import type { Seat } from "../room/seat.ts";
import { bookmarkHandlers } from "./bookmarks.ts";
import type { Arriving } from "./connection.ts";
import type { CommandDeps } from "./deps.ts";
import { joinRoom } from "./join.ts";
import { pathHandlers } from "./paths.ts";
import { playbackHandlers } from "./playback.ts";
import { roomHandlers } from "./room.ts";

/** Who sends it: someone in a seat, or a connection that has none yet. */
type Caller<E extends CommandName> = (typeof COMMANDS)[E]["right"] extends null ? Arriving : Seat;

/**
 * What an answer holds; or a function that is called in the very turn in which the answer is sent, so that the caller
 * is told nothing in between.
 */
export type Answer<R> = R | (() => R);

/** What runs for one command, its request read and the right to it checked. */
export type Handler<E extends CommandName> = (
  caller: Caller<E>,
  request: ParsedOf<E>,
) => Promise<Answer<ReplyOf<E>>> | Answer<ReplyOf<E>>;

export type Handlers = { readonly [E in CommandName]: Handler<E> };

/** One handler for each line of the table of commands; a missing or misspelt one does not compile. */
export function createHandlers(deps: CommandDeps): Handlers {
  return {
    join: (arriving, request) => joinRoom(arriving, request, deps),
    ...roomHandlers(deps),
    ...bookmarkHandlers(deps),
    ...pathHandlers(deps),
    ...playbackHandlers(),
    "cursors:again": (seat) => {
      seat.room.again(seat);
      return null;
    },
    "stats:watch": ({ wire }, { on }) => {
      if (wire) deps.statsWatch.set(wire, on);
      return null;
    },
  };
}
