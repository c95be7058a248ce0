import type { EngineInfo } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import type { Joined } from "../protocol/events.ts";
import { PROTOCOL_VERSION } from "../protocol/limits.ts";
import { joinSchema } from "../protocol/schema.ts";
import { toPeer } from "../room/room.ts";
import { parse } from "./parse.ts";
import type { Registry } from "./registry.ts";
import type { RoomSocket } from "./types.ts";

/**
 * Seats a socket in a room, resuming the session of its token where there is one.
 * @throws AppError
 */
export async function joinRoom(
  socket: RoomSocket,
  request: unknown,
  { registry, engine }: { registry: Registry; engine: EngineInfo },
): Promise<Joined> {
  const who = parse(joinSchema, request);
  if (who.protocol !== PROTOCOL_VERSION) throw new AppError("protocol_mismatch");
  const live = await registry.open(who.roomId);
  // The connection may have gone, or have joined elsewhere, while the room was loading.
  if (!socket.connected) throw new AppError("not_joined");
  registry.seatOf(socket)?.room.leave(socket);

  const { session, resumed, otherTab } = live.room.join(who);
  await live.enter(socket, session.slot);
  const peer = toPeer(session);
  live.all.except(socket.id).emit("peer:put", peer);
  setImmediate(() => live.catchUp(socket));

  const { cursor } = session;
  return {
    slot: session.slot,
    token: session.token,
    name: session.name,
    color: session.color,
    z: cursor.seq > 0 ? [...cursor.z] : null,
    seq: cursor.seq,
    resumed,
    otherTab,
    room: live.room.info,
    card: live.card,
    engine,
    peers: live.room.peers().filter(({ slot }) => slot !== session.slot),
    bookmarks: live.bookmarks,
    paths: live.paths,
    playback: live.playbackNow(),
  };
}
