import { AppError } from "../protocol/errors.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import type { Reader } from "./readable.ts";
import { toKeys, toRoom } from "./rows.ts";
import type { Store } from "./store.ts";

/** The room part of the store. */
export function prismaRooms(prisma: PrismaClient, now: () => Date, reader: Reader) {
  /** @throws AppError `room_not_found` */
  const change = async (id: string, data: Prisma.RoomUpdateManyMutationInput) => {
    const changing = prisma.room.updateManyAndReturn({ where: { id }, data });
    const changed = changing.then(([row]) => row ?? null);
    const room = await reader.one(`room ${id}`, changed, toRoom);
    if (!room) throw new AppError("room_not_found");
    return room;
  };
  return {
    async createRoom(room) {
      const at = now();
      return toRoom(await prisma.room.create({ data: { ...room, createdAt: at, touchedAt: at } }));
    },
    room(id) {
      return reader.one(`room ${id}`, prisma.room.findFirst({ where: { id } }), toRoom);
    },
    async rooms(ids) {
      const where = { id: { in: [...new Set(ids)] } };
      const found = await reader.many("room", toRoom, {
        all: () => prisma.room.findMany({ where }),
        ids: () => prisma.room.findMany({ where, select: { id: true } }),
        byId: (id) => prisma.room.findFirst({ where: { id } }),
      });
      const known = new Map(found.map((room) => [room.id, room]));
      return ids.flatMap((id) => known.get(id) ?? []);
    },
    changeRoom: change,
    async roomKeys(id) {
      const select = { hostKeyHash: true, cohostKeyHash: true };
      const row = prisma.room.findFirst({ where: { id }, select });
      const keys = await reader.one(`room ${id}`, row, toKeys);
      if (!keys) throw new AppError("room_not_found");
      return keys;
    },
    setRoomKey(id, which, hash) {
      return change(id, which === "host" ? { hostKeyHash: hash } : { cohostKeyHash: hash });
    },
    async touchRoom(id) {
      const { count } = await prisma.room.updateMany({ where: { id }, data: { touchedAt: now() } });
      if (count === 0) throw new AppError("room_not_found");
    },
    async purge(olderThan) {
      // What is in a room goes with it by its foreign keys.
      const { count } = await prisma.room.deleteMany({ where: { touchedAt: { lt: olderThan } } });
      return count;
    },
  } satisfies Partial<Store>;
}
