import { UsageError } from "./usage-error.ts";

/** What a command says when it fails: one sentence where the person can do something about it, else where it happened. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError) return error.message;
  if (error.name === "AbortError") return "Stopped before training began; nothing was written.";
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const place = dest ?? path;
  if (code === "ENOSPC" || code === "EDQUOT" || /no space left on device/i.test(error.message))
    return `No space is left${place === undefined ? "" : ` for ${place}`}: make room, or write elsewhere by --out and --checkpoint.`;
  if (place !== undefined && (code === "EACCES" || code === "EPERM" || code === "EROFS"))
    return `${place} cannot be written: choose another place by --out and --checkpoint.`;
  return error.stack ?? error.message;
}
