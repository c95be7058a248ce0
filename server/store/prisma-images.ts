import type { Prisma, PrismaClient } from "./generated/client.ts";
import type { Reader } from "./readable.ts";
import type { Store } from "./store.ts";

/** The pictures' part of the store. */
export function prismaImages(prisma: PrismaClient, reader: Reader) {
  return {
    image(roomId, key) {
      const row = prisma.image.findFirst({ where: { roomId, key } });
      return reader.one(`picture ${key} of room ${roomId}`, row, ({ png }) => png);
    },
  } satisfies Partial<Store>;
}

/** Puts pictures beside the row that names them; those that are there stay. */
export async function putImages(
  tx: Prisma.TransactionClient,
  roomId: string,
  pngs: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const [key, bytes] of pngs) {
    // Prisma's upsert reads first and writes then; a save waits for each.
    await tx.$executeRaw`INSERT OR IGNORE INTO "Image" ("roomId", "key", "png")
      VALUES (${roomId}, ${key}, ${new Uint8Array(bytes)})`;
  }
}
