import { AppError } from "../protocol/errors.ts";
import { PATHS_PER_ROOM } from "../protocol/limits.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import { roomMustExist, UNIQUE, violates } from "./prisma-errors.ts";
import { putImages } from "./prisma-images.ts";
import type { Reader } from "./readable.ts";
import { removable } from "./removable.ts";
import { fromPath, toPath } from "./rows.ts";
import type { Store } from "./store.ts";

/** The path part of the store. */
export function prismaPaths(prisma: PrismaClient, now: () => Date, reader: Reader) {
  const { list, bound, remove, restore } = removable(prisma, now, reader, {
    name: "path",
    table: (client) => client.path,
    ids: (query) => prisma.path.findMany({ ...query, select: { id: true } }),
    toEntity: toPath,
    limit: PATHS_PER_ROOM,
    notFound: "path_not_found",
  });
  return {
    paths: list,
    async savePath(path, pngs) {
      const { id, roomId, ...columns } = fromPath(path);
      const createdAt = now();
      const row = await roomMustExist(
        prisma.$transaction(async (tx) => {
          await putImages(tx, roomId, pngs);
          const data = { ...columns, revision: { increment: 1 } };
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
          const saved = revived ?? (await create(tx, { ...columns, id, roomId, createdAt }));
          await bound(tx, roomId);
          return saved;
        }),
      );
      return toPath(row);
    },
    removePath: remove,
    restorePath: restore,
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
