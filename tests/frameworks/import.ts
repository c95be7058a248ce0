import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { readCard } from "../../server/model/artifact.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";

const run = promisify(execFile);
const IMPORT_MS = 300_000;

interface Imported {
  folder: string;
  card: ModelCard;
  /** What the command printed. */
  said: string;
}

/**
 * `npm run import -- FILE --id ID …`, as a person types it. @throws Error with what it printed when it fails
 * @param out folder of the models
 */
export async function importDecoder(
  file: string,
  {
    id,
    out,
    cwd = ".",
    flags = [],
  }: { id: string; out: string; cwd?: string; flags?: readonly string[] },
): Promise<Imported> {
  const tsx = resolve("node_modules/tsx/dist/cli.mjs");
  const args = [tsx, resolve("server/import/cli.ts"), file, "--id", id, "--out", out, ...flags];
  try {
    const { stdout } = await run(process.execPath, args, { cwd, timeout: IMPORT_MS });
    const folder = join(out, id);
    return { folder, card: await readCard(folder), said: stdout };
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new Error(`import of ${file}:\n${stdout}\n${stderr || cause}`, { cause });
  }
}
