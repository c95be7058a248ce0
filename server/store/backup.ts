import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { createClient } from "@libsql/client";
import { cannotOpen, locate } from "./location.ts";
import { countRows, type RowCounts, refusal, verify } from "./tables.ts";

/** How long a copy waits for a writer. */
const BUSY_TIMEOUT_MS = 10_000;

export interface BackedUp {
  rows: RowCounts;
  bytes: number;
}

/**
 * Copies the database at `url` as it is at this moment into the new file `file`, beside a server that
 * goes on reading and writing. The file is whole, on the disk and checked before it gets its name.
 * @throws AppError `store_unavailable` in one sentence
 */
export async function backup(url: string, file: string): Promise<BackedUp> {
  const source = locate(url);
  if (!existsSync(source.path)) throw refusal(`There is no database ${source.path} to back up.`);
  if (existsSync(file)) throw refusal(`${file} exists; a backup overwrites nothing.`);
  const part = `${file}.part-${process.pid}`;
  try {
    await copyInto(source.url, part);
    const checked = await check(part);
    flush(part);
    renameSync(part, file);
    return { ...checked, bytes: statSync(file).size };
  } catch (cause) {
    if (cause instanceof Error && cause.name === "AppError") throw cause;
    throw cannotOpen(file, cause);
  } finally {
    for (const rest of ["", "-wal", "-shm"]) rmSync(`${part}${rest}`, { force: true });
  }
}

/** One consistent copy, without the pages that SQLite no longer uses. */
export async function copyInto(url: string, file: string): Promise<void> {
  const client = createClient({ url, timeout: BUSY_TIMEOUT_MS });
  try {
    await client.execute({ sql: "VACUUM INTO ?", args: [file] });
  } finally {
    client.close();
  }
}

async function check(file: string): Promise<{ rows: RowCounts }> {
  const client = createClient({ url: locate(`file:${file}`).url });
  try {
    await verify(client, file);
    return { rows: await countRows(client) };
  } finally {
    client.close();
  }
}

/** A copy that a power cut could still take is none. */
function flush(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
