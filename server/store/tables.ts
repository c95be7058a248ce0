import type { Client } from "@libsql/client";
import { AppError } from "../protocol/errors.ts";

/** The tables of the store, each after those it refers to. */
export const TABLES = ["Room", "Bookmark", "Path", "Tour", "Image"] as const;

export type RowCounts = Record<(typeof TABLES)[number], number>;

export async function countRows(client: Client): Promise<RowCounts> {
  const counts: Partial<RowCounts> = {};
  for (const table of TABLES) {
    // Backups of before pictures or tours had their table are counted as they will be once they are brought to today's shape.
    const [row] = (await hasTable(client, table))
      ? (await client.execute(`SELECT count(*) AS "rows" FROM "${table}"`)).rows
      : [];
    counts[table] = Number(row?.rows ?? 0);
  }
  return counts as RowCounts;
}

/**
 * Reads the whole file once.
 * @throws AppError `store_unavailable` saying why this is not a whole database of ours
 */
export async function verify(client: Client, file: string): Promise<void> {
  const { rows } = await client.execute("PRAGMA integrity_check").catch((cause: unknown) => {
    throw refusal(`${file} is not an SQLite database or is damaged.`, cause);
  });
  if (rows[0]?.[0] !== "ok") throw refusal(`${file} is damaged: ${String(rows[0]?.[0])}.`);
  const ours = ["Room", "Bookmark", "Path"];
  const history = ["_prisma_migrations", "_migrations"];
  const found = await Promise.all([...ours, ...history].map((table) => hasTable(client, table)));
  if (!found.slice(0, 3).every(Boolean) || !found.slice(3).some(Boolean)) {
    throw refusal(`${file} is an SQLite database, but not one of Latent Commons.`);
  }
  const { rows: orphans } = await client.execute("PRAGMA foreign_key_check");
  if (orphans.length > 0) {
    throw refusal(`${file} holds ${orphans.length} rows of rooms that it does not hold.`);
  }
}

export function refusal(message: string, cause?: unknown): AppError {
  return new AppError("store_unavailable", { message, cause });
}

async function hasTable(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.execute({
    sql: `SELECT 1 FROM "sqlite_master" WHERE "type" = 'table' AND "name" = ?`,
    args: [table],
  });
  return rows.length > 0;
}
