import type { PrismaClient } from "./generated/client.ts";

/** Removed rows can be restored at least this long; the next start after that deletes them. */
const KEEP_REMOVED_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Deletes for good what was removed long ago, then the pictures that nothing names any more. Rooms that
 * hold a path or tour which is not even JSON keep theirs: someone may yet mend it.
 */
export async function sweep(prisma: PrismaClient, now: Date): Promise<void> {
  const removedAt = { lt: new Date(now.getTime() - KEEP_REMOVED_MS) };
  await prisma.bookmark.deleteMany({ where: { removedAt } });
  await prisma.path.deleteMany({ where: { removedAt } });
  await prisma.tour.deleteMany({ where: { removedAt } });
  await prisma.$executeRaw`
    DELETE FROM "Image" WHERE ("roomId", "key") NOT IN (
      SELECT "roomId", "image" FROM "Bookmark"
      UNION ALL
      SELECT "Path"."roomId", ifnull(json_extract("stop"."value", '$.image'), '')
      FROM "Path", json_each(CASE WHEN json_valid("stops") THEN "stops" ELSE '[]' END) AS "stop"
      UNION ALL
      SELECT "Tour"."roomId", ifnull(json_extract("stop"."value", '$.image'), '')
      FROM "Tour", json_each(CASE WHEN json_valid("stops") THEN "stops" ELSE '[]' END) AS "stop"
    )
    AND "roomId" NOT IN (SELECT "roomId" FROM "Path" WHERE NOT json_valid("stops"))
    AND "roomId" NOT IN (SELECT "roomId" FROM "Tour" WHERE NOT json_valid("stops"))`;
}
