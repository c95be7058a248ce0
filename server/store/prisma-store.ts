import { closeDatabase, openDatabase } from "./database.ts";
import { guard } from "./guard.ts";
import { prismaBookmarks } from "./prisma-bookmarks.ts";
import { prismaImages } from "./prisma-images.ts";
import { prismaPaths } from "./prisma-paths.ts";
import { prismaRooms } from "./prisma-rooms.ts";
import { prismaTours } from "./prisma-tours.ts";
import { createReader, type Warn } from "./readable.ts";
import type { Store } from "./store.ts";
import { sweep } from "./sweep.ts";

export interface PrismaStoreOptions {
  /** `file:./data/latent-commons.db` style; the file is made when missing. */
  url: string;
  warn: Warn;
  now?: () => Date;
}

/**
 * The store that lasts, on this thread, which stands still while SQLite works: servers use `openStore`.
 * @throws AppError `store_unavailable` in one sentence that names the path and the fix
 */
export async function openPrismaStore(options: PrismaStoreOptions): Promise<Store> {
  const { url, warn, now = () => new Date() } = options;
  const prisma = await openDatabase(url, (opened) => sweep(opened, now()));
  const reader = createReader(warn);
  return guard({
    ...prismaRooms(prisma, now, reader),
    ...prismaBookmarks(prisma, now, reader),
    ...prismaPaths(prisma, now, reader),
    ...prismaTours(prisma, now, reader),
    ...prismaImages(prisma, reader),
    close: () => closeDatabase(prisma),
  });
}
