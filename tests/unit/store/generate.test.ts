import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("prisma/generate.js", () => {
  it("[S21] works again after an install, with every request sent to nowhere", {
    timeout: 60_000,
  }, async () => {
    const nowhere = "http://127.0.0.1:9";
    const env = { ...process.env, HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere, NO_PROXY: "" };
    const before = Date.now();
    await promisify(execFile)(process.execPath, ["prisma/generate.js"], { cwd: root, env });
    expect(statSync(`${root}server/store/generated/client.ts`).mtimeMs).toBeGreaterThan(
      before - 2000,
    );
  });
});
