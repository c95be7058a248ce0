import { AppError } from "../protocol/errors.ts";
import type { CommandDeps } from "./deps.ts";
import type { Handlers } from "./handler.ts";

/** What changes the room itself or a person in it. */
export function roomHandlers({
  store,
}: Pick<CommandDeps, "store">): Pick<Handlers, "profile" | "room:bytes" | "room:rename"> {
  return {
    profile(seat, profile) {
      const peer = seat.room.setProfile(seat, profile);
      if (!peer) throw new AppError("not_joined");
      return peer;
    },
    async "room:bytes"({ room }, { bytesPerSecond }) {
      const info = await store.changeRoom(room.info.id, { bytesPerSecond });
      room.setInfo(info);
      return info;
    },
    async "room:rename"({ room }, { name }) {
      const info = await store.changeRoom(room.info.id, { name });
      room.setInfo(info);
      return info;
    },
  };
}
