import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "../protocol/errors.ts";

/** Where the database file lies: `path` for people, `url` for libsql. */
export interface Location {
  path: string;
  url: string;
}

/**
 * Reads `file:./data/x.db` (from the working directory), `file:/abs/x.db` or `file:///abs/x.db`.
 * @throws AppError `store_unavailable` for anything else
 */
export function locate(url: string): Location {
  const rest = /^file:(.+)$/s.exec(url)?.[1];
  if (!rest || rest.includes(":memory:") || rest.endsWith("/")) {
    throw unavailable(
      `The database address "${withoutPassword(url)}" is not a file. Use an address like file:./data/latent-commons.db.`,
    );
  }
  const path = rest.startsWith("//") ? fileURLToPath(url) : resolve(rest);
  // libsql decodes percent signs and cuts at ? and #, which are all allowed in file names.
  const escaped = path.replaceAll("\\", "/").replace(/[%?#]/g, encodeURIComponent);
  return { path, url: `file:${escaped}` };
}

/**
 * Makes the database's folder.
 * @throws AppError `store_unavailable` naming path and fix
 */
export function ensureFolder({ path }: Location): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (cause) {
    throw cannotOpen(path, cause);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw cannotOpen(path, Object.assign(new Error("is a directory"), { code: "EISDIR" }));
  }
}

/** One sentence for the person who runs the server: which path, what is wrong, how to mend it. */
export function cannotOpen(path: string, cause: unknown): AppError {
  const [reason, fix] = REASONS.find(([codes]) =>
    codes.some((code) => mentions(cause, code)),
  )?.[1] ?? [
    `it failed (${cause instanceof Error ? cause.message : String(cause)})`,
    "check the disk and the file, or set DATABASE_URL to another file",
  ];
  return unavailable(`Cannot open the database ${path}: ${reason}; ${fix}.`, cause);
}

type Advice = readonly [reason: string, fix: string];

const REASONS: readonly (readonly [codes: readonly string[], advice: Advice])[] = [
  [["EISDIR"], ["it is a directory", "set DATABASE_URL to a file, such as one inside it"]],
  [
    ["ENOTDIR", "EEXIST"],
    [
      "a part of its path is a file, not a directory",
      "move that file or set DATABASE_URL to another place",
    ],
  ],
  [
    ["SQLITE_NOTADB"],
    ["the file is not an SQLite database", "move it away or set DATABASE_URL to another file"],
  ],
  [
    ["SQLITE_CORRUPT"],
    ["the file is damaged", "restore it from a backup or set DATABASE_URL to another file"],
  ],
  [
    ["SQLITE_FULL", "ENOSPC"],
    ["the disk is full", "free some space"],
  ],
  [
    ["SQLITE_BUSY", "SQLITE_LOCKED"],
    ["another process holds it", "stop that process or set DATABASE_URL to another file"],
  ],
  [
    // The third is libsql's way of saying SQLITE_CANTOPEN when the file is not there yet.
    ["SQLITE_READONLY", "SQLITE_CANTOPEN", "Unable to open connection", "EACCES", "EPERM", "EROFS"],
    [
      "this process may not write there",
      "allow it to write the file and its folder, or set DATABASE_URL to another place",
    ],
  ],
];

/** libsql names the code in `code`, Prisma's adapter only in a message further down. */
function mentions(error: unknown, code: string): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string" && at.code.startsWith(code)) return true;
    if (at.message.includes(code)) return true;
  }
  return false;
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError("store_unavailable", { message, cause });
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//");
}
