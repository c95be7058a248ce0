import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { copyInto } from "./backup.ts";
import { closeDatabase, openDatabase } from "./database.ts";
import { cannotOpen, ensureFolder, type Location, locate } from "./location.ts";
import { countRows, type RowCounts, refusal, TABLES, verify } from "./tables.ts";

/** How long restoring waits for a writer. */
const BUSY_TIMEOUT_MS = 10_000;

export interface Restored {
  rows: RowCounts;
  /** What the database held before, as a file; null when there was none. */
  before: string | null;
}

/**
 * Replaces every row of the database at `url` by those of the backup `file`, in one transaction: a
 * server that has it open goes on, and its next read sees the restored rows. Nothing is touched before
 * `file` was found whole, ours, and not newer than this program.
 * @throws AppError `store_unavailable` in one sentence
 */
export async function restore(url: string, file: string, now: Date): Promise<Restored> {
  const target = locate(url);
  if (!existsSync(file)) throw refusal(`There is no file ${file}.`);
  const existed = existsSync(target.path);
  ensureFolder(target);
  const folder = mkdtempSync(join(dirname(target.path), ".restore-"));
  try {
    const copy = locate(`file:${join(folder, "copy.db")}`);
    await prepareCopy(file, copy);
    // Makes what is missing, and refuses a database that this program may not write.
    await closeDatabase(await openDatabase(url, async () => {}));
    const before = existed ? `${target.path}.before-restore-${stamp(now)}` : null;
    return { rows: await replaceRows(target, copy, before), before };
  } catch (cause) {
    if (cause instanceof Error && cause.name === "AppError") throw cause;
    throw cannotOpen(target.path, cause);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A backup may be older than this program: its copy is brought to today's shape, the file itself is not. */
async function prepareCopy(file: string, copy: Location): Promise<void> {
  copyFileSync(file, copy.path);
  // A file that was copied by hand beside a running server has its newest pages here.
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy.path}-wal`);
  const client = createClient({ url: copy.url });
  try {
    await verify(client, file);
  } finally {
    client.close();
  }
  await closeDatabase(await openDatabase(`file:${copy.path}`, async () => {}));
}

async function replaceRows(
  target: Location,
  copy: Location,
  before: string | null,
): Promise<RowCounts> {
  // One connection: what is attached is attached to it.
  const client = createClient({ url: target.url, timeout: BUSY_TIMEOUT_MS, concurrency: 1 });
  try {
    await client.execute({ sql: `ATTACH DATABASE ? AS "backup"`, args: [copy.path] });
    await client.execute("PRAGMA foreign_keys = ON");
    const columns = await columnsOf(client);
    const work = await client.transaction("write");
    try {
      // From here on nobody writes, so the copy is what is replaced, to the row.
      if (before) await copyInto(target.url, before);
      for (const table of TABLES.toReversed()) await work.execute(`DELETE FROM main."${table}"`);
      for (const table of TABLES) {
        const list = columns[table];
        await work.execute(
          `INSERT INTO main."${table}" (${list}) SELECT ${list} FROM backup."${table}"`,
        );
      }
      // Numbers once given are not given again.
      await work.execute("DELETE FROM main.sqlite_sequence");
      await work.execute("INSERT INTO main.sqlite_sequence SELECT * FROM backup.sqlite_sequence");
      await work.commit();
    } finally {
      work.close();
    }
    return await countRows(client);
  } finally {
    client.close();
  }
}

async function columnsOf(client: Client): Promise<Record<string, string>> {
  const entries = TABLES.map(async (table) => {
    const { rows } = await client.execute(`SELECT "name" FROM pragma_table_info('${table}')`);
    return [table, rows.map(({ name }) => `"${name}"`).join(", ")] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** 20261124T213000.123Z: in order of time when sorted, allowed in every file system. */
function stamp(now: Date): string {
  return now.toISOString().replaceAll(/[-:]/g, "");
}
