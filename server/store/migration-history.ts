import { createHash, randomUUID } from "node:crypto";
import type { Client } from "@libsql/client";

/** A folder of prisma/sqlite/migrations. */
export interface Migration {
  name: string;
  sql: string;
}

interface Applied {
  name: string;
  checksum: string;
  /** False when it was begun and its end was never recorded. */
  finished: boolean;
}

/**
 * Prisma's own table, statement for statement as its schema engine makes it, so that its CLI can go on
 * with a file of ours. Times are milliseconds since 1970.
 */
export const HISTORY_TABLE = `CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;

/** Makes the table where it is missing, and takes over the table that older versions kept instead. */
export async function prepareHistory(client: Client): Promise<void> {
  if (!(await exists(client, "_prisma_migrations"))) {
    await attempt(client, "_prisma_migrations", HISTORY_TABLE, true);
  }
  if (await exists(client, "_migrations")) {
    await attempt(
      client,
      "_migrations",
      `BEGIN IMMEDIATE;
       INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "logs", "started_at", "finished_at", "applied_steps_count")
         SELECT ${UUID_SQL}, "checksum", "name", '', ${MS_SQL}, ${MS_SQL}, 1 FROM "_migrations";
       DROP TABLE "_migrations";
       COMMIT;`,
      false,
    );
  }
}

/** The migrations that are in force. */
export async function readHistory(client: Client): Promise<Applied[]> {
  const { rows } = await client.execute(
    `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations"
     WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows.map((row) => ({
    name: String(row.migration_name),
    checksum: String(row.checksum),
    finished: row.finished_at !== null,
  }));
}

/** Records one as begun and finished, for the transaction that applies it. */
export function recordSql({ name, sql }: Migration): string {
  const now = Date.now();
  const [checksum = ""] = checksumsOf(sql);
  const texts = [randomUUID(), checksum, name, ""].map(quote).join(", ");
  return `INSERT INTO "_prisma_migrations"
    ("id", "checksum", "migration_name", "logs", "started_at", "finished_at", "applied_steps_count")
    VALUES (${texts}, ${now}, ${now}, 1)`;
}

/**
 * SHA-256 of the script in hexadecimal, as Prisma computes it: of its text with plain line ends, then of
 * that with Windows' ones, for git may check it out with either.
 */
export function checksumsOf(sql: string): string[] {
  const plain = sql.replaceAll("\r\n", "\n");
  return [plain, plain.replaceAll("\n", "\r\n")].map((text) =>
    createHash("sha256").update(text).digest("hex"),
  );
}

/** Runs `sql`; a failure is none when another server that started at the same time did it first. */
async function attempt(client: Client, table: string, sql: string, present: boolean) {
  try {
    await client.executeMultiple(sql);
  } catch (cause) {
    if ((await exists(client, table)) !== present) throw cause;
  }
}

async function exists(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.execute({
    sql: `SELECT 1 FROM "sqlite_master" WHERE "type" = 'table' AND "name" = ?`,
    args: [table],
  });
  return rows.length > 0;
}

/** A random id in the form of a version 4 UUID, for each row. */
const UUID_SQL = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
  || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;

const MS_SQL = `CAST(strftime('%s', "appliedAt") AS INTEGER) * 1000`;

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
