import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder that goes when the test file ends; call the result to name a path in it. */
export function temporaryFolder(): (...parts: string[]) => string {
  const folder = mkdtempSync(join(tmpdir(), "latent-commons-store-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (...parts) => join(folder, ...parts);
}
