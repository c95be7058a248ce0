import { createClient } from "@libsql/client";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { AppError } from "../protocol/errors.ts";
import { convertImages } from "./convert-images.ts";
import { PrismaClient } from "./generated/client.ts";
import { cannotOpen, ensureFolder, type Location, locate } from "./location.ts";
import { migrate } from "./migrate.ts";

/** How long opening waits for another process that writes (a backup, a second server). */
const OPEN_TIMEOUT_MS = 5_000;

/** The same for a statement later on; libsql waits without letting other calls go on. */
const BUSY_TIMEOUT_MS = 1_000;

/** One command waits for those before it: 500 at once take well under this on a slow disk. */
const TRANSACTION_MAX_MS = 20_000;

/**
 * Makes the file and its folder, brings what it holds to today's shape, connects, and runs `first`, whose
 * failure counts as a failure to open.
 * @throws AppError `store_unavailable` in one sentence that names the path and the fix
 */
export async function openDatabase(
  url: string,
  first: (prisma: PrismaClient) => Promise<void>,
): Promise<PrismaClient> {
  const location = locate(url);
  ensureFolder(location);
  try {
    await prepare(location);
    const prisma = connect(location);
    try {
      await setUp(prisma);
      await first(prisma);
      return prisma;
    } catch (cause) {
      await prisma.$disconnect();
      throw cause;
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : cannotOpen(location.path, cause);
  }
}

async function prepare({ url }: Location): Promise<void> {
  const client = createClient({ url, timeout: OPEN_TIMEOUT_MS });
  try {
    // Stays in the file: readers and the one writer no longer wait for each other.
    await client.execute("PRAGMA journal_mode = WAL");
    await migrate(client);
    await convertImages(client);
  } finally {
    client.close();
  }
}

function connect({ url }: Location): PrismaClient {
  // One connection, so that the pragmas below hold for every statement.
  const adapter = new PrismaLibSql({ url, timeout: BUSY_TIMEOUT_MS, concurrency: 1 });
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: TRANSACTION_MAX_MS, timeout: TRANSACTION_MAX_MS },
  });
}

async function setUp(prisma: PrismaClient): Promise<void> {
  // A write that was acknowledged survives a power cut, not only a crash.
  await prisma.$executeRawUnsafe("PRAGMA synchronous = FULL");
  await prisma.$executeRawUnsafe("PRAGMA foreign_keys = ON");
}

/** Ends the connection and leaves one whole file, safe to copy, without a log of newer pages beside it. */
export async function closeDatabase(prisma: PrismaClient): Promise<void> {
  try {
    await prisma.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    await prisma.$disconnect();
  }
}
