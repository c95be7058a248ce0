import { AppError } from "../protocol/errors.ts";
import { BOOKMARKS_PER_ROOM } from "../protocol/limits.ts";
import type { PrismaClient } from "./generated/client.ts";
import { bounded, roomMustExist } from "./prisma-bounds.ts";
import { fromBookmark, toBookmark } from "./rows.ts";
import type { Store } from "./store.ts";

/** The bookmark part of the store. */
export function prismaBookmarks(prisma: PrismaClient, now: () => Date) {
  return {
    async bookmarks(roomId) {
      const rows = await prisma.bookmark.findMany({
        where: { roomId, removedAt: null },
        orderBy: [{ createdAt: "asc" }, { seq: "asc" }],
      });
      return rows.map(toBookmark);
    },
    async bookmark(id) {
      const row = await prisma.bookmark.findUnique({ where: { id, removedAt: null } });
      return row && toBookmark(row);
    },
    async createBookmark(bookmark) {
      const data = { ...fromBookmark(bookmark), createdAt: now() };
      const row = await roomMustExist(
        prisma.$transaction(async (tx) => {
          const created = await tx.bookmark.create({ data });
          await bounded(tx.bookmark, bookmark.roomId, BOOKMARKS_PER_ROOM);
          return created;
        }),
      );
      return toBookmark(row);
    },
    async renameBookmark(roomId, id, name) {
      const [row] = await prisma.bookmark.updateManyAndReturn({
        where: { id, roomId, removedAt: null },
        data: { name },
      });
      if (!row) throw new AppError("bookmark_not_found");
      return toBookmark(row);
    },
    async removeBookmark(roomId, id) {
      const { count } = await prisma.bookmark.updateMany({
        where: { id, roomId, removedAt: null },
        data: { removedAt: now() },
      });
      if (count === 0) throw new AppError("bookmark_not_found");
    },
    async restoreBookmark(roomId, id) {
      const row = await prisma.$transaction(async (tx) => {
        const [restored] = await tx.bookmark.updateManyAndReturn({
          where: { id, roomId, removedAt: { not: null } },
          data: { removedAt: null },
        });
        if (restored) await bounded(tx.bookmark, roomId, BOOKMARKS_PER_ROOM);
        return restored ?? (await tx.bookmark.findUnique({ where: { id, roomId } }));
      });
      if (!row) throw new AppError("bookmark_not_found");
      return toBookmark(row);
    },
  } satisfies Partial<Store>;
}
