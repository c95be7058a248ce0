import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Says whose a folder is. */
const OWNER = "owner.json";

/**
 * A folder beside the models in which one is made until it is whole. Its name begins with a dot, so that nobody takes it for
 * a model, and it says which process makes it.
 */
export function makeWorkFolder(models: string, id: string): string {
  const folder = mkdtempSync(join(models, `.${id}-`));
  writeFileSync(join(folder, OWNER), JSON.stringify({ host: hostname(), pid: process.pid }));
  return folder;
}

/** Removes what processes of this machine left that were killed and could not do it themselves. @returns the names */
export function removeLeftovers(models: string): string[] {
  if (!existsSync(models)) return [];
  const left = readdirSync(models).filter(
    (name) => name.startsWith(".") && isLeft(join(models, name)),
  );
  for (const name of left) rmSync(join(models, name), { recursive: true, force: true });
  return left;
}

function isLeft(folder: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(join(folder, OWNER), "utf8"));
    return owner.host === hostname() && Number.isInteger(owner.pid) && !isRunning(owner.pid);
  } catch {
    // Nobody's that is known: another program's, or just being made.
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    // Somebody else's process may not be asked, but is there.
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}
