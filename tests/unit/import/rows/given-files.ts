import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Report } from "../../../../server/import/report.ts";
import {
  type Given,
  openRows,
  type RowsOptions,
} from "../../../../server/import/rows/open-rows.ts";

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A folder that goes when the tests of the file have ended. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rows-"));
  folders.push(folder);
  return folder;
}

/** Writes what is given into a folder of its own. @returns its path */
export async function givenFile(name: string, content: Uint8Array | string): Promise<string> {
  const file = join(await ownFolder(), name);
  await writeFile(file, content);
  return file;
}

/** Keeps what is said. */
export function keepingReport(): Report & { lines: string[] } {
  const lines: string[] = [];
  return { lines, line: (text) => lines.push(text), progress: () => {} };
}

/** Opens rows in a folder of their own. @returns them, and what was said */
export async function openGiven(given: Given, options: Partial<RowsOptions> & { dim: number }) {
  const report = keepingReport();
  const scratch = await ownFolder();
  const rows = await openRows(given, {
    ...{ priorCount: 50, seed: 7, heldOut: false, scratch, report },
    ...options,
  });
  return { rows, lines: report.lines };
}
