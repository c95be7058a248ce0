import { closeDatabase, openDatabase } from "./database.ts";
import { guard } from "./guard.ts";
import { prismaBookmarks } from "./prisma-bookmarks.ts";
import { prismaPaths } from "./prisma-paths.ts";
import { prismaRooms } from "./prisma-rooms.ts";
import type { Store } from "./store.ts";

/** Removed rows can be restored at least this long; the next start after that deletes them. */
const KEEP_REMOVED_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The store that lasts: a file, `file:./data/latent-commons.db` style, made when missing.
 * @throws AppError `store_unavailable` in one sentence that names the path and the fix
 */
export async function openStore(options: { url: string; now?: () => Date }): Promise<Store> {
  const { url, now = () => new Date() } = options;
  const prisma = await openDatabase(url, async (opened) => {
    const removedAt = { lt: new Date(now().getTime() - KEEP_REMOVED_MS) };
    await opened.bookmark.deleteMany({ where: { removedAt } });
    await opened.path.deleteMany({ where: { removedAt } });
  });
  return guard({
    ...prismaRooms(prisma, now),
    ...prismaBookmarks(prisma, now),
    ...prismaPaths(prisma, now),
    close: () => closeDatabase(prisma),
  });
}
