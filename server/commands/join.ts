import type { Joined, ParsedOf } from "../protocol/commands.ts";
import { AppError } from "../protocol/errors.ts";
import { PROTOCOL_VERSION } from "../protocol/limits.ts";
import { allows, toldRight } from "../protocol/rights.ts";
import type { CommandDeps } from "./deps.ts";
import type { Arriving } from "./handler.ts";

/**
 * Seats a connection in a room, resuming the session of its token where there is one. It sits in one room only, and what
 * it is told from then on follows upon the answer: sitting down waits until that is sent.
 * @throws AppError
 */
export async function joinRoom(
  arriving: Arriving,
  who: ParsedOf<"join">,
  { registry, budgets }: Pick<CommandDeps, "registry" | "budgets">,
): Promise<() => Joined> {
  if (who.protocol !== PROTOCOL_VERSION) throw new AppError("protocol_mismatch");
  if (!(await budgets.join(arriving.address))) throw new AppError("too_fast");
  const live = await registry.open(who.roomId);
  return () => {
    const { seat, session, token, resumed, otherTab } = arriving.sit(live, who);
    const { slot, name, color } = session;
    // Who waits at a locked door sits in a room of their own.
    const { room } = seat;
    return {
      slot,
      token,
      name,
      color,
      ...toldRight(seat.right),
      waiting: room !== live,
      door: allows(seat.right, "host") ? room.door.state : null,
      ...room.stage.placeOf(slot),
      resumed,
      otherTab,
      engine: registry.engineState(live.card.id),
      ...room.snapshot(seat),
    };
  };
}
