import { AppError, type ErrorCode } from "../protocol/errors.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import type { Reader } from "./readable.ts";

interface ListQuery {
  where: { roomId: string; removedAt: null };
  orderBy: [{ createdAt: "asc" }, { seq: "asc" }];
}

/** Just what is asked of Prisma's two tables of things that can be removed and restored. */
interface Table<Row> {
  findMany(query: ListQuery): Promise<Row[]>;
  findFirst(query: { where: { id: string; roomId: string } }): Promise<Row | null>;
  updateMany(query: {
    where: { id: string; roomId: string; removedAt: null };
    data: { removedAt: Date };
  }): Promise<{ count: number }>;
  updateManyAndReturn(query: {
    where: { id: string; roomId: string; removedAt: { not: null } };
    data: { removedAt: null };
  }): Promise<Row[]>;
  count(query: { where: { roomId: string; removedAt: null } }): Promise<number>;
}

export interface RemovableOptions<Row, T> {
  /** For people: `bookmark`, `path`. */
  name: string;
  table: (client: PrismaClient | Prisma.TransactionClient) => Table<Row>;
  /** What `findMany` gives, by id only. */
  ids: (query: ListQuery) => Promise<{ id: string }[]>;
  toEntity: (row: Row) => T;
  /** How many a room may hold. */
  limit: number;
  notFound: ErrorCode;
}

/** What bookmarks and paths have in common: listed by room, bounded, removed, and brought back. */
export function removable<Row extends { id: string }, T>(
  prisma: PrismaClient,
  now: () => Date,
  reader: Reader,
  { name, table, ids, toEntity, limit, notFound }: RemovableOptions<Row, T>,
) {
  /** @throws AppError when there is no such row, or none that can be read */
  const mustRead = async (id: string, row: Promise<Row | null>): Promise<T> => {
    const entity = await reader.one(`${name} ${id}`, row, toEntity);
    if (entity === null) throw new AppError(notFound);
    return entity;
  };

  /**
   * Undoes the transaction it is called in when the room now holds more than it may. The row is
   * written before it is counted: the write takes SQLite's lock, so no other writer comes between.
   * @throws AppError `limit_reached`
   */
  const bound = async (tx: Prisma.TransactionClient, roomId: string): Promise<void> => {
    const count = await table(tx).count({ where: { roomId, removedAt: null } });
    if (count > limit) throw new AppError("limit_reached");
  };

  return {
    mustRead,
    bound,
    /** Of one room, oldest first, removed ones left out. */
    list(roomId: string): Promise<T[]> {
      const query: ListQuery = {
        where: { roomId, removedAt: null },
        orderBy: [{ createdAt: "asc" }, { seq: "asc" }],
      };
      return reader.many(name, toEntity, {
        all: () => table(prisma).findMany(query),
        ids: () => ids(query),
        byId: (id) => table(prisma).findFirst({ where: { id, roomId } }),
      });
    },
    async remove(roomId: string, id: string): Promise<void> {
      const { count } = await table(prisma).updateMany({
        where: { id, roomId, removedAt: null },
        data: { removedAt: now() },
      });
      if (count === 0) throw new AppError(notFound);
    },
    /** Restoring what is there changes nothing. */
    restore(roomId: string, id: string): Promise<T> {
      const restoring = prisma.$transaction(async (tx) => {
        const [restored] = await table(tx).updateManyAndReturn({
          where: { id, roomId, removedAt: { not: null } },
          data: { removedAt: null },
        });
        if (restored) await bound(tx, roomId);
        return restored ?? (await table(tx).findFirst({ where: { id, roomId } }));
      });
      return mustRead(id, restoring);
    },
  };
}
