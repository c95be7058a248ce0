import type { CommandDeps } from "./deps.ts";
import type { Handlers } from "./handler.ts";

type AccessCommand = "room:access" | "room:key" | "room:key:revoke";

/** Who may come in with what right. Each change is saved first, then holds at once, for those who are here too. */
export function accessHandlers({
  store,
  secrets,
}: Pick<CommandDeps, "store" | "secrets">): Pick<Handlers, AccessCommand> {
  return {
    async "room:access"({ room }, { link }) {
      const info = await store.changeRoom(room.info.id, { link });
      room.setInfo(info);
      return info;
    },
    async "room:key"(seat, { which }) {
      const { room } = seat;
      const key = secrets.token();
      const hash = secrets.hash(key);
      const info = await store.setRoomKey(room.info.id, which, hash);
      room.entrance.setKey(which, hash, seat);
      room.setInfo(info);
      return { key };
    },
    async "room:key:revoke"(seat, { which }) {
      const { room } = seat;
      const info = await store.setRoomKey(room.info.id, which, null);
      room.entrance.setKey(which, null, seat);
      room.setInfo(info);
      return null;
    },
  };
}
