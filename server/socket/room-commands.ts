import type { Peer, Playback, RoomInfo } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import { playbackSchema, profileSchema, roomNameSchema } from "../protocol/schema.ts";
import { toPeer } from "../room/room.ts";
import type { Store } from "../store/store.ts";
import { parse } from "./parse.ts";
import type { Seat } from "./registry.ts";

/** What changes the room itself or a person in it. */
export function roomCommands(store: Store) {
  return {
    profile: async ({ room, slot }: Seat, request: unknown): Promise<Peer> => {
      const profile = parse(profileSchema, request);
      const session = room.room.sessions.get(slot);
      if (!session) throw new AppError("not_joined");
      Object.assign(session, profile);
      const peer = toPeer(session);
      room.all.emit("peer:put", peer);
      return peer;
    },
    "room:rename": async ({ room }: Seat, request: unknown): Promise<RoomInfo> => {
      const { name } = parse(roomNameSchema, request);
      room.room.info = await store.renameRoom(room.room.info.id, name);
      room.all.emit("room:put", room.room.info);
      return room.room.info;
    },
    playback: async ({ room, slot }: Seat, request: unknown): Promise<Playback | null> => {
      const command = parse(playbackSchema, request);
      if (command.action === "play") {
        const path = room.paths.find(({ id }) => id === command.pathId);
        if (!path) throw new AppError("path_not_found");
        const startedBy = room.room.sessions.get(slot)?.name ?? "Someone";
        room.setPlayback({
          pathId: path.id,
          playing: true,
          at: 0,
          speed: room.playbackNow()?.speed ?? 1,
          startedBy,
        });
        return room.playbackNow();
      }
      const state = room.playbackNow();
      if (!state) return null;
      room.setPlayback(command.action === "stop" ? null : change(state, command));
      return room.playbackNow();
    },
  };
}

type Change = Exclude<ReturnType<typeof playbackSchema.parse>, { action: "play" | "stop" }>;

function change(state: Playback, command: Change): Playback {
  switch (command.action) {
    case "pause":
      return { ...state, playing: false };
    case "resume":
      // From the end, playing again means from the start.
      return { ...state, playing: true, at: state.at >= 1 ? 0 : state.at };
    case "seek":
      return { ...state, at: command.at };
    case "speed":
      return { ...state, speed: command.speed };
    default:
      return command satisfies never;
  }
}
