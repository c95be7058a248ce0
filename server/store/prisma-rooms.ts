import { AppError } from "../protocol/errors.ts";
import type { PrismaClient } from "./generated/client.ts";
import { toRoom } from "./rows.ts";
import type { Store } from "./store.ts";

/** The room part of the store. */
export function prismaRooms(prisma: PrismaClient, now: () => Date) {
  return {
    async createRoom(room) {
      return toRoom(await prisma.room.create({ data: { ...room, createdAt: now() } }));
    },
    async room(id) {
      const row = await prisma.room.findUnique({ where: { id } });
      return row && toRoom(row);
    },
    async rooms(ids) {
      const rows = await prisma.room.findMany({ where: { id: { in: [...new Set(ids)] } } });
      const known = new Map(rows.map((row) => [row.id, toRoom(row)]));
      return ids.flatMap((id) => known.get(id) ?? []);
    },
    async renameRoom(id, name) {
      const [row] = await prisma.room.updateManyAndReturn({ where: { id }, data: { name } });
      if (!row) throw new AppError("room_not_found");
      return toRoom(row);
    },
  } satisfies Partial<Store>;
}
