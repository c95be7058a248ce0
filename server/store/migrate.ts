import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "@libsql/client";
import { AppError } from "../protocol/errors.ts";

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Our own; a parameter only so that tests can bring theirs. */
const MIGRATIONS = fileURLToPath(new URL("../../prisma/sqlite/migrations/", import.meta.url));

/**
 * Brings the database to the newest shape and returns the names of the migrations it applied.
 * Each one and its record in `_migrations` are one transaction: both happen or neither.
 * @throws AppError `store_unavailable` when one fails, or was changed after it was applied
 */
export async function migrate(client: Client, folder = MIGRATIONS): Promise<string[]> {
  const migrations = readMigrations(folder);
  await client.execute(
    `CREATE TABLE IF NOT EXISTS "_migrations"
     ("name" TEXT NOT NULL PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" DATETIME NOT NULL)`,
  );
  await refuseNewer(client, migrations);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await apply(client, migration)) applied.push(migration.name);
  }
  return applied;
}

/** True when it was still to do. */
async function apply(client: Client, migration: Migration): Promise<boolean> {
  if (await isApplied(client, migration)) return false;
  const { name, sql, checksum } = migration;
  const values = [name, checksum, new Date().toISOString()].map(quote).join(", ");
  try {
    // One call: between several, another store of this process could wait for the lock and, libsql
    // being synchronous, stop this one from ever giving it back. A failure rolls all of it back.
    await client.executeMultiple(
      `BEGIN IMMEDIATE;
       INSERT INTO "_migrations" ("name", "checksum", "appliedAt") VALUES (${values});
       ${sql}
       ;COMMIT;`,
    );
    return true;
  } catch (cause) {
    // Another server that started at the same time was first.
    if (await isApplied(client, migration)) return false;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refusal(`Migration ${name} failed and was undone (${reason}); correct its SQL.`, cause);
  }
}

async function isApplied(client: Client, { name, checksum }: Migration): Promise<boolean> {
  const { rows } = await client.execute({
    sql: `SELECT "checksum" FROM "_migrations" WHERE "name" = ?`,
    args: [name],
  });
  const known = rows[0]?.checksum;
  if (known !== undefined && known !== checksum) {
    throw refusal(
      `Migration ${name} was changed after this database applied it; restore its file and put the change in a new migration.`,
    );
  }
  return known === checksum;
}

/** Old code must not write into tables whose shape it does not know. */
async function refuseNewer(client: Client, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await client.execute(`SELECT "name" FROM "_migrations" ORDER BY "name"`);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = rows.map((row) => String(row.name)).find((name) => !known.has(name));
  if (unknown) {
    throw refusal(
      `This database was made by a newer version (it holds migration ${unknown}); update the server or set DATABASE_URL to another file.`,
    );
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .sort()
    .map((name) => {
      // Git may check the file out with either line end; the checksum must not care.
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8").replaceAll(
        "\r\n",
        "\n",
      );
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function refusal(message: string, cause?: unknown): AppError {
  return new AppError("store_unavailable", { message, cause });
}
