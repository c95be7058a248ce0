import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "@libsql/client";
import { AppError } from "../protocol/errors.ts";
import {
  checksumsOf,
  type Migration,
  prepareHistory,
  readHistory,
  recordSql,
} from "./migration-history.ts";

/** Our own; a parameter only so that tests can bring theirs. */
const MIGRATIONS = fileURLToPath(new URL("../../prisma/sqlite/migrations/", import.meta.url));

/**
 * Brings the database to the newest shape and returns the names of the migrations it applied.
 * Each one and its record in `_prisma_migrations` are one transaction: both happen or neither.
 * @throws AppError `store_unavailable` when one fails, or was changed after it was applied
 */
export async function migrate(client: Client, folder = MIGRATIONS): Promise<string[]> {
  const migrations = readMigrations(folder);
  await prepareHistory(client);
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
  const { name, sql } = migration;
  try {
    // One call: between several, another store of this process could wait for the lock and, libsql
    // being synchronous, stop this one from ever giving it back. A failure rolls all of it back.
    await client.executeMultiple(
      `BEGIN IMMEDIATE;
       ${recordSql(migration)};
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

async function isApplied(client: Client, migration: Migration): Promise<boolean> {
  const known = (await readHistory(client)).find(({ name }) => name === migration.name);
  if (!known) return false;
  if (!known.finished) {
    throw refusal(
      `Migration ${known.name} was begun by another tool and not finished; mend it with Prisma's "migrate resolve" or restore a backup.`,
    );
  }
  if (!checksumsOf(migration.sql).includes(known.checksum)) {
    throw refusal(
      `Migration ${known.name} was changed after this database applied it; restore its file and put the change in a new migration.`,
    );
  }
  return true;
}

/** Old code must not write into tables whose shape it does not know. */
async function refuseNewer(client: Client, migrations: readonly Migration[]): Promise<void> {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = (await readHistory(client)).find(({ name }) => !known.has(name));
  if (unknown) {
    throw refusal(
      `This database was made by a newer version (it holds migration ${unknown.name}); update the server or set DATABASE_URL to another file.`,
    );
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, "migration.sql"), "utf8") }));
}

function refusal(message: string, cause?: unknown): AppError {
  return new AppError("store_unavailable", { message, cause });
}
