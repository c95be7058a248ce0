import { AppError } from "../protocol/errors.ts";
import { PATHS_PER_ROOM } from "../protocol/limits.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import { bounded, roomMustExist, UNIQUE, violates } from "./prisma-bounds.ts";
import { fromPath, toPath } from "./rows.ts";
import type { Store } from "./store.ts";

/** The path part of the store. */
export function prismaPaths(prisma: PrismaClient, now: () => Date) {
  return {
    async paths(roomId) {
      const rows = await prisma.path.findMany({
        where: { roomId, removedAt: null },
        orderBy: [{ createdAt: "asc" }, { seq: "asc" }],
      });
      return rows.map(toPath);
    },
    async savePath(path) {
      const { id, roomId, ...data } = fromPath(path);
      const row = await roomMustExist(
        prisma.$transaction(async (tx) => {
          const [replaced] = await tx.path.updateManyAndReturn({
            where: { id, roomId, removedAt: null },
            data,
          });
          if (replaced) return replaced;
          // Saving what someone else just removed brings it back: nobody's edit is lost.
          const [revived] = await tx.path.updateManyAndReturn({
            where: { id, roomId },
            data: { ...data, removedAt: null },
          });
          const saved = revived ?? (await create(tx, { ...data, id, roomId, createdAt: now() }));
          await bounded(tx.path, roomId, PATHS_PER_ROOM);
          return saved;
        }),
      );
      return toPath(row);
    },
    async removePath(roomId, id) {
      const { count } = await prisma.path.updateMany({
        where: { id, roomId, removedAt: null },
        data: { removedAt: now() },
      });
      if (count === 0) throw new AppError("path_not_found");
    },
    async restorePath(roomId, id) {
      const row = await prisma.$transaction(async (tx) => {
        const [restored] = await tx.path.updateManyAndReturn({
          where: { id, roomId, removedAt: { not: null } },
          data: { removedAt: null },
        });
        if (restored) await bounded(tx.path, roomId, PATHS_PER_ROOM);
        return restored ?? (await tx.path.findUnique({ where: { id, roomId } }));
      });
      if (!row) throw new AppError("path_not_found");
      return toPath(row);
    },
  } satisfies Partial<Store>;
}

/** The id is free unless a path of another room bears it. */
async function create(tx: Prisma.TransactionClient, data: Prisma.PathUncheckedCreateInput) {
  try {
    return await tx.path.create({ data });
  } catch (cause) {
    throw violates(cause, UNIQUE) ? new AppError("path_not_found", { cause }) : cause;
  }
}
