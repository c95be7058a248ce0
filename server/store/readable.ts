import { z } from "zod";
import { Prisma } from "./generated/client.ts";

/** Hears of rows that cannot be read, in one sentence; each row once. */
export type Warn = (message: string) => void;

/** More than these are not remembered one by one: the log has said enough by then. */
const REPORTED_MAX = 1000;

interface Row {
  id: string;
}

interface Queries<R extends Row> {
  all: () => Promise<R[]>;
  /** The same rows, by id only. */
  ids: () => Promise<Row[]>;
  /** By `findFirst`: Prisma joins what `findUnique` is asked in one turn, and one bad row would fail all. */
  byId: (id: string) => Promise<R | null>;
}

/** Reads rows that anyone may have changed: what cannot be read is told once, counted and left out. */
export function createReader(warn: Warn) {
  const reported = new Set<string>();

  const report = (name: string, cause: unknown) => {
    if (reported.has(name) || reported.size >= REPORTED_MAX) return;
    reported.add(name);
    const count = reported.size === 1 ? "" : ` (${reported.size} by now)`;
    warn(`The ${name} in the database cannot be read and is left out${count}: ${reason(cause)}`);
  };

  const reader = {
    /** The row as an entity; null when there is none or it cannot be read. `name` is for people: `room abc`. */
    async one<R, T>(name: string, row: Promise<R | null>, toEntity: (row: R) => T) {
      try {
        const found = await row;
        return found && toEntity(found);
      } catch (cause) {
        if (!isUnreadable(cause)) throw cause;
        report(name, cause);
        return null;
      }
    },
    /** All at once if they can be; one by one where a row is so broken that Prisma refuses them all. */
    async many<R extends Row, T>(table: string, toEntity: (row: R) => T, queries: Queries<R>) {
      const rows = await queries.all().catch((cause: unknown) => {
        if (isUnreadable(cause)) return null;
        throw cause;
      });
      const work = rows
        ? rows.map((row) => ({ id: row.id, read: async () => row }))
        : (await queries.ids()).map(({ id }) => ({ id, read: () => queries.byId(id) }));
      const entities: T[] = [];
      for (const { id, read } of work) {
        const entity = await reader.one(`${table} ${id}`, read(), toEntity);
        if (entity !== null) entities.push(entity);
      }
      return entities;
    },
  };
  return reader;
}

export type Reader = ReturnType<typeof createReader>;

/** Every other failure is the database's, not the row's. */
function isUnreadable(cause: unknown): boolean {
  if (cause instanceof z.ZodError) return true;
  return cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === INCONSISTENT;
}

/** Prisma refused a value that is not of its column's type. */
const INCONSISTENT = "P2023";

function reason(cause: unknown): string {
  if (cause instanceof z.ZodError) {
    const [issue] = cause.issues;
    return `${issue?.path.join(".")}: ${issue?.message}`;
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  // Prisma's last line says what is wrong; those before it show the code that asked.
  return (message.trim().split("\n").at(-1) ?? "").slice(0, 300);
}
