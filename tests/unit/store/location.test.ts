import {
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { cannotOpen } from "../../../server/store/location.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { fails } from "../../contract/store-fixtures.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const file = temporaryFolder();

/** The one sentence that opening `path` fails with. */
async function complaint(path: string): Promise<string> {
  const { message } = await fails(openStore({ url: `file:${path}` }), "store_unavailable");
  expect(message).toContain(path);
  expect(message).toMatch(/^[^\n]+\.$/);
  return message;
}

describe("where the store's file lies", { timeout: 30_000 }, () => {
  it("[S16] says that the path is a directory", async () => {
    mkdirSync(file("folder.db"));
    expect(await complaint(file("folder.db"))).toMatch(/is a directory; set DATABASE_URL/);
  });

  it("[S16] says that the file is no database, and leaves it alone", async () => {
    const garbage = "A letter to Ada, not a database. ".repeat(200);
    writeFileSync(file("letter.db"), garbage);
    expect(await complaint(file("letter.db"))).toMatch(/not an SQLite database; move it away/);
    expect(readFileSync(file("letter.db"), "utf8")).toBe(garbage);
  });

  it("[S16] says that a part of the path is a file", async () => {
    writeFileSync(file("plain"), "");
    expect(await complaint(file("plain", "x.db"))).toMatch(/is a file, not a directory; move/);
    expect(await complaint(file("plain", "deep", "x.db"))).toMatch(/is a file, not a directory/);
  });

  it("[S16] says that a file cannot be made there", async () => {
    symlinkSync(file("no-such-folder", "x.db"), file("dangling.db"));
    expect(await complaint(file("dangling.db"))).toMatch(/may not write there; allow it/);
  });

  it("[S16] says that the file is damaged", async () => {
    const store = await openStore({ url: `file:${file("torn.db")}` });
    await store.close();
    truncateSync(file("torn.db"), 4096);
    expect(await complaint(file("torn.db"))).toMatch(/is damaged; restore it from a backup/);
  });

  it.each([
    ["SQLITE_READONLY", "may not write there"],
    ["SQLITE_CANTOPEN", "may not write there"],
    ["EACCES", "may not write there"],
    ["EROFS", "may not write there"],
    ["SQLITE_FULL", "the disk is full"],
    ["SQLITE_BUSY", "another process holds it"],
    ["SQLITE_IOERR", "check the disk"],
  ])("[S16] turns %s, at any depth, into advice", (code, advice) => {
    const cause = Object.assign(new Error("low"), { code });
    const error = cannotOpen("/d/x.db", new Error("high", { cause }));
    expect(error.message).toContain("/d/x.db");
    expect(error.message).toContain(advice);
    expect(error.code).toBe("store_unavailable");
  });

  it.each(["postgresql://ada:secret@host/db", "file:", "file::memory:", "./x.db", "file:folder/"])(
    "[S16] refuses the address %s without telling a password",
    async (url) => {
      const { message } = await fails(openStore({ url }), "store_unavailable");
      expect(message).toMatch(/is not a file\. Use an address like file:/);
      expect(message).not.toContain("secret");
    },
  );

  it("[S17] makes missing folders, whatever their names, however addressed", async () => {
    const odd = file("a b", "50% #1?", "ünï.db");
    const urls = [`file:${odd}`, `file:${relative(process.cwd(), odd)}`, pathToFileURL(odd).href];
    for (const [i, url] of urls.entries()) {
      const store = await openStore({ url });
      expect(existsSync(odd)).toBe(true);
      expect(await store.rooms(["r0", "r1", "r2"])).toHaveLength(i);
      await store.createRoom({ id: `r${i}`, name: "R", modelId: "m" });
      await store.close();
    }
  });
});
