import { AppError } from "../protocol/errors.ts";
import type { CommandDeps } from "./deps.ts";
import type { Handlers } from "./handler.ts";

/** What changes the room itself or a person in it. */
export function roomHandlers({
  store,
  names,
}: Pick<CommandDeps, "store" | "names">): Pick<Handlers, "profile" | "room:bytes" | "room:rename"> {
  return {
    profile(seat, profile) {
      const peer = seat.room.profiles.set(seat, profile);
      if (!peer) throw new AppError("not_joined");
      return peer;
    },
    async "room:bytes"({ room }, { bytesPerSecond }) {
      const info = await store.changeRoom(room.info.id, { bytesPerSecond });
      room.setInfo(info);
      return info;
    },
    async "room:rename"({ room }, { name }) {
      // Told to strangers too, on the way in; what is saved inside is left to those who are there.
      if (names.isRude(name)) throw new AppError("rude_name");
      const info = await store.changeRoom(room.info.id, { name });
      room.setInfo(info);
      return info;
    },
  };
}
