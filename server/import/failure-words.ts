import { ImportError } from "./import-error.ts";

const BY_CODE: Readonly<Record<string, string>> = {
  ENOSPC: "No space is left on the disk",
  EDQUOT: "No space is left of what you may use of the disk",
  EACCES: "This may not be written or read",
  EPERM: "This may not be written or read",
  EROFS: "The disk cannot be written to",
};

/** The one sentence of what went wrong; of a fault of the program itself everything. */
export function failureWords(error: unknown): string {
  if (error instanceof ImportError) return error.message;
  const { code, path, stack, message } = error as NodeJS.ErrnoException;
  const words = code === undefined ? undefined : BY_CODE[code];
  if (words)
    return `${words}${path ? ` (${path})` : ""}: nothing was kept; --out names another folder.`;
  return stack ?? message;
}
