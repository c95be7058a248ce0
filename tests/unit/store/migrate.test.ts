import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../../server/store/migrate.ts";
import { HISTORY_TABLE } from "../../../server/store/migration-history.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { fails } from "../../contract/store-fixtures.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const file = temporaryFolder();
let count = 0;

describe("migrations", { timeout: 30_000 }, () => {
  let client: Client;
  let folder: string;

  beforeEach(() => {
    count += 1;
    folder = file(`migrations-${count}`);
    client = createClient({ url: `file:${file(`${count}.db`)}` });
    write("1_make", `CREATE TABLE "t" ("a" TEXT);\nINSERT INTO "t" VALUES ('one; two');\n`);
    return () => client.close();
  });

  function write(name: string, sql: string): void {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "migration.sql"), sql);
  }

  async function rows(sql: string): Promise<unknown[]> {
    return (await client.execute(sql)).rows.map((row) => row[0]);
  }

  it("[S18] apply in order of name, each once, with their checksum kept", async () => {
    write("2_widen", `ALTER TABLE "t" ADD COLUMN "b" TEXT NOT NULL DEFAULT 'x';`);
    writeFileSync(join(folder, "migration_lock.toml"), "");
    expect(await migrate(client, folder)).toEqual(["1_make", "2_widen"]);
    expect(await migrate(client, folder)).toEqual([]);
    expect(await rows(`SELECT "a" || "b" FROM "t"`)).toEqual(["one; twox"]);
    const checksums = await rows(`SELECT "checksum" FROM "_prisma_migrations"`);
    expect(checksums).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    write("3_later", `CREATE TABLE "u" ("a" TEXT);`);
    expect(await migrate(client, folder)).toEqual(["3_later"]);
  });

  it("[S18] a changed one is an error that names it, but not for its line ends", async () => {
    await migrate(client, folder);
    write("1_make", `CREATE TABLE "t" ("a" TEXT);\r\nINSERT INTO "t" VALUES ('one; two');\r\n`);
    expect(await migrate(client, folder)).toEqual([]);
    write("1_make", `CREATE TABLE "t" ("a" TEXT, "b" TEXT);`);
    const { message } = await fails(migrate(client, folder), "store_unavailable");
    expect(message).toMatch(/1_make was changed after/);
  });

  it("[S18] a failing one is undone whole and named; those before it stay", async () => {
    write("2_bad", `CREATE TABLE "half" ("a" TEXT); INSERT INTO "missing" VALUES (1);`);
    const { message } = await fails(migrate(client, folder), "store_unavailable");
    expect(message).toMatch(/2_bad failed and was undone \(.*no such table: missing/);
    expect(await rows(`SELECT "migration_name" FROM "_prisma_migrations"`)).toEqual(["1_make"]);
    expect(await rows(`SELECT "name" FROM "sqlite_master" WHERE "name" = 'half'`)).toEqual([]);
    write("2_bad", `CREATE TABLE "half" ("a" TEXT);`);
    expect(await migrate(client, folder)).toEqual(["2_bad"]);
  });

  it("[S18] a database of a newer version is refused before anything is applied", async () => {
    const newer = folder;
    write("2_new", `CREATE TABLE "n" ("a" TEXT);`);
    await migrate(client, newer);
    folder = `${newer}-older`;
    write("1_make", `CREATE TABLE "t" ("a" TEXT);\nINSERT INTO "t" VALUES ('one; two');\n`);
    const { message } = await fails(migrate(client, folder), "store_unavailable");
    expect(message).toMatch(/newer version .*2_new/);
  });

  it("[S31] the history is Prisma's own table, statement for statement", async () => {
    const prisma = createRequire(import.meta.url).resolve("prisma/package.json");
    const engine = readFileSync(join(dirname(prisma), "build", "schema_engine_bg.wasm"));
    expect(engine.includes(HISTORY_TABLE)).toBe(true);
    await migrate(client, folder);
    const { rows: history } = await client.execute(`SELECT * FROM "_prisma_migrations"`);
    const sql = readFileSync(join(folder, "1_make", "migration.sql"));
    expect(history[0]).toMatchObject({
      id: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      checksum: createHash("sha256").update(sql).digest("hex"),
      migration_name: "1_make",
      logs: "",
      rolled_back_at: null,
      applied_steps_count: 1,
    });
    expect(Math.abs(Number(history[0]?.finished_at) - Date.now())).toBeLessThan(10_000);
    expect(history[0]?.started_at).toBe(history[0]?.finished_at);
  });

  it("[S31] a table of older versions is taken over, once", async () => {
    await migrate(client, folder);
    const [checksum] = await rows(`SELECT "checksum" FROM "_prisma_migrations"`);
    await client.executeMultiple(
      `DROP TABLE "_prisma_migrations";
       CREATE TABLE "_migrations"
       ("name" TEXT NOT NULL PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" DATETIME NOT NULL);
       INSERT INTO "_migrations" VALUES ('1_make', '${checksum}', '2026-11-23T10:11:12.345Z');`,
    );
    expect(await migrate(client, folder)).toEqual([]);
    expect(await rows(`SELECT "finished_at" FROM "_prisma_migrations"`)).toEqual([
      Date.parse("2026-11-23T10:11:12Z"),
    ]);
    expect(await rows(`SELECT "name" FROM "sqlite_master" WHERE "name" = '_migrations'`)).toEqual(
      [],
    );
    expect(await migrate(client, folder)).toEqual([]);
  });

  it("[S31] one that Prisma's tools began and did not finish is an error, one rolled back is applied", async () => {
    await migrate(client, folder);
    await client.execute(`UPDATE "_prisma_migrations" SET "finished_at" = NULL`);
    const { message } = await fails(migrate(client, folder), "store_unavailable");
    expect(message).toMatch(/1_make was begun by another tool and not finished/);
    await client.executeMultiple(
      `UPDATE "_prisma_migrations" SET "rolled_back_at" = 1; DROP TABLE "t";`,
    );
    expect(await migrate(client, folder)).toEqual(["1_make"]);
  });

  it("[S18] two stores opened at once both work on a new file", async () => {
    const url = `file:${file("together.db")}`;
    const [first, second] = await Promise.all([openStore({ url }), openStore({ url })]);
    await first.createRoom({ id: "roomaaaa", name: "A", modelId: "m" });
    expect((await second.room("roomaaaa"))?.name).toBe("A");
    await second.changeRoom("roomaaaa", { name: "B" });
    expect((await first.room("roomaaaa"))?.name).toBe("B");
    await Promise.all([first.close(), second.close()]);
  });
});
