import { BOOKMARKS_PER_ROOM } from "../protocol/limits.ts";
import type { PrismaClient } from "./generated/client.ts";
import { roomMustExist } from "./prisma-errors.ts";
import { putImages } from "./prisma-images.ts";
import type { Reader } from "./readable.ts";
import { removable } from "./removable.ts";
import { fromBookmark, toBookmark } from "./rows.ts";
import type { Store } from "./store.ts";

/** The bookmark part of the store. */
export function prismaBookmarks(prisma: PrismaClient, now: () => Date, reader: Reader) {
  const { list, mustRead, bound, remove, restore } = removable(prisma, now, reader, {
    name: "bookmark",
    table: (client) => client.bookmark,
    ids: (query) => prisma.bookmark.findMany({ ...query, select: { id: true } }),
    toEntity: toBookmark,
    limit: BOOKMARKS_PER_ROOM,
    notFound: "bookmark_not_found",
  });
  return {
    bookmarks: list,
    bookmark(id) {
      const row = prisma.bookmark.findFirst({ where: { id, removedAt: null } });
      return reader.one(`bookmark ${id}`, row, toBookmark);
    },
    async createBookmark(bookmark, png) {
      const data = { ...fromBookmark(bookmark), createdAt: now() };
      const { roomId, image } = bookmark;
      const row = await roomMustExist(
        prisma.$transaction(async (tx) => {
          const created = await tx.bookmark.create({ data });
          await putImages(tx, roomId, new Map([[image, png]]));
          await bound(tx, roomId);
          return created;
        }),
      );
      return toBookmark(row);
    },
    renameBookmark(roomId, id, name) {
      const renaming = prisma.bookmark.updateManyAndReturn({
        where: { id, roomId, removedAt: null },
        data: { name },
      });
      return mustRead(
        id,
        renaming.then(([row]) => row ?? null),
      );
    },
    removeBookmark: remove,
    restoreBookmark: restore,
  } satisfies Partial<Store>;
}
