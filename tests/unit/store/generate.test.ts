import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const file = temporaryFolder();

/** Every file of a generated client, by its path. */
function client(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths.filter((path) => path.endsWith(".ts")).map((path) => [path, read(join(folder, path))]),
  );
}

/** Without the absolute places that Prisma writes into it. */
function read(path: string): string {
  return readFileSync(path, "utf8").replaceAll(file(), "").replaceAll(root, "/");
}

describe("prisma/generate.js", () => {
  it("[S21] makes the client that is installed, with every request sent to nowhere", {
    timeout: 60_000,
  }, async () => {
    const schema = file("prisma", "sqlite", "schema.prisma");
    mkdirSync(file("prisma", "sqlite"), { recursive: true });
    copyFileSync(join(root, "prisma", "sqlite", "schema.prisma"), schema);
    const nowhere = "http://127.0.0.1:9";
    const env = { ...process.env, HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere, NO_PROXY: "" };
    await promisify(execFile)(process.execPath, ["prisma/generate.js", schema], { cwd: root, env });
    const made = client(file("server", "store", "generated"));
    expect(Object.keys(made)).toContain("client.ts");
    expect(made).toEqual(client(join(root, "server", "store", "generated")));
  });
});
