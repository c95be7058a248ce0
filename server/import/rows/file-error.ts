import { basename } from "node:path";
import { ImportError } from "../import-error.ts";

const REASONS: Record<string, string> = {
  ENOENT: "it is absent",
  EACCES: "it may not be read",
  EISDIR: "it is a folder",
  ENOTDIR: "it is no folder",
  ENOSPC: "no space is left on the disk; free some, or name another disk with --out",
};

/** Names the file before a sentence that begins with “it …”; what went wrong inside this program stays what it is. */
export function fileError(file: string, cause: unknown): unknown {
  if (cause instanceof ImportError) return cause;
  const reason = cause instanceof RangeError ? cause.message : REASONS[codeOf(cause)];
  if (reason === undefined) return cause;
  return new ImportError(`${basename(file)} cannot be read: ${reason}.`, { cause });
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error ? String((cause as NodeJS.ErrnoException).code) : "";
