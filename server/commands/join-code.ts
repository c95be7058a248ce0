import type { JoinCode } from "../protocol/join-code.ts";
import type { LiveRoom } from "../room/live-room.ts";
import { tellHosts } from "../room/tell-hosts.ts";
import type { CommandDeps } from "./deps.ts";
import type { Handlers } from "./handler.ts";

type CodeCommand = Extract<keyof Handlers, `code:${string}`>;

/** The room's join code; every host hears what becomes of it, so that two who show it show the same. */
export function joinCodeHandlers({
  codes,
}: Pick<CommandDeps, "codes">): Pick<Handlers, CodeCommand> {
  const told = <C extends JoinCode | null>(room: LiveRoom, code: C): C => {
    tellHosts(room, "code:put", code);
    return code;
  };
  return {
    "code:open": ({ room }) => told(room, codes.open(room.info.id)),
    "code:extend": ({ room }) => told(room, codes.extend(room.info.id)),
    "code:end"({ room }) {
      codes.end(room.info.id);
      return told(room, null);
    },
  };
}
