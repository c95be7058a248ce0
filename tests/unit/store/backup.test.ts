import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { backup } from "../../../server/store/backup.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { restore } from "../../../server/store/restore.ts";
import type { Store } from "../../../server/store/store.ts";
import {
  bookmarkIn,
  fails,
  KEY,
  names,
  PNG,
  pathOf,
  tourIn,
} from "../../contract/store-fixtures.ts";
import { allRows, withClient } from "./all-rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const file = temporaryFolder();
const TIME = new Date("2026-11-24T21:30:00.123Z");

/** Three rooms with something of everything, one thing removed. */
async function fill(store: Store, prefix: string): Promise<void> {
  for (const room of ["a", "b", "c"]) {
    const roomId = `${prefix}room${room}`;
    await store.createRoom({ id: roomId, name: roomId, modelId: "digits-3d" });
    for (let i = 0; i < 5; i += 1) {
      await bookmarkIn(store, `${roomId}b${i}`, { roomId });
      await store.savePath(pathOf(`${roomId}p${i}`, { roomId }), new Map([[KEY, PNG]]));
    }
    await store.removePath(roomId, `${roomId}p1`);
    await tourIn(store, `${roomId}t0`, { roomId });
  }
}

describe("backup and restore", { timeout: 60_000 }, () => {
  it("[S24] bring back every row of every table, beside a store that stays open", async () => {
    const url = `file:${file("live.db")}`;
    const store = await openStore({ url });
    await fill(store, "old");
    const before = await allRows(url);
    const { rows, bytes } = await backup(url, file("saved.db"));
    expect(rows).toEqual({ Room: 3, Bookmark: 15, Path: 15, Tour: 3, Image: 3 });
    expect(bytes).toBeGreaterThan(10_000);
    expect(await allRows(`file:${file("saved.db")}`)).toEqual(before);

    await fill(store, "new");
    await store.removeBookmark("oldrooma", "oldroomab0");
    await store.changeRoom("oldroomb", { name: "Changed" });
    const replaced = await allRows(url);
    const restored = await restore(url, file("saved.db"), TIME);
    expect(restored.rows).toEqual(rows);
    expect(await allRows(url)).toEqual(before);
    expect(restored.before).toBe(`${file("live.db")}.before-restore-20261124T213000.123Z`);
    expect(await allRows(`file:${restored.before}`)).toEqual(replaced);

    expect(await store.room("newrooma")).toBeNull();
    expect((await store.room("oldroomb"))?.name).toBe("oldroomb");
    expect(await store.image("oldrooma", KEY)).toEqual(PNG);
    await bookmarkIn(store, "goeson11", { roomId: "oldrooma" });
    expect(names(await store.bookmarks("oldrooma"))).toContain("goeson11");
    await store.close();
    expect(readdirSync(file()).filter((name) => /part|\.restore/.test(name))).toEqual([]);
  });

  it("[S24] a backup beside many writes is one moment of them, and whole", async () => {
    const url = `file:${file("busy.db")}`;
    const store = await openStore({ url });
    await store.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
    const writes = Array.from({ length: 200 }, (_, i) => bookmarkIn(store, `write${i}`));
    const { rows } = await backup(url, file("moment.db"));
    await Promise.all(writes);
    await store.close();
    const { Bookmark } = await allRows(`file:${file("moment.db")}`);
    const ids = (Bookmark ?? []).map((row) => (row as unknown[])[1]);
    expect(ids).toHaveLength(rows.Bookmark);
    expect(ids).toEqual(ids.map((_, i) => `write${i}`));
  });

  it("[S25] a backup overwrites nothing", async () => {
    const url = `file:${file("kept.db")}`;
    await (await openStore({ url })).close();
    writeFileSync(file("letter.txt"), "Dear Ada");
    const { message } = await fails(backup(url, file("letter.txt")), "store_unavailable");
    expect(message).toContain("letter.txt exists");
    expect(readFileSync(file("letter.txt"), "utf8")).toBe("Dear Ada");
    await fails(backup(`file:${file("none.db")}`, file("x.db")), "store_unavailable");
    expect(existsSync(file("none.db"))).toBe(false);
    expect(existsSync(file("x.db"))).toBe(false);
  });

  it("[S25] what is no whole database of ours is not restored, and nothing changes", async () => {
    const url = `file:${file("safe.db")}`;
    const store = await openStore({ url });
    await fill(store, "old");
    await store.close();
    const before = await allRows(url);
    await backup(url, file("good.db"));

    writeFileSync(file("garbage.db"), "Not a database at all. ".repeat(500));
    writeFileSync(file("torn.db"), readFileSync(file("good.db")).subarray(0, 20_000));
    await withClient(`file:${file("foreign.db")}`, (client) =>
      client.executeMultiple(`CREATE TABLE "t" ("a" TEXT)`),
    );
    for (const [name, reason] of [
      ["missing.db", /There is no file/],
      ["garbage.db", /not an SQLite database/],
      ["torn.db", /damaged/],
      ["foreign.db", /not one of Latent Commons/],
    ] as const) {
      const { message } = await fails(restore(url, file(name), TIME), "store_unavailable");
      expect(message).toMatch(reason);
      expect(await allRows(url)).toEqual(before);
      await fails(restore(`file:${file("made.db")}`, file(name), TIME), "store_unavailable");
      expect(existsSync(file("made.db"))).toBe(false);
    }
  });

  it("[S24] the commands read DATABASE_URL and print what was done", async () => {
    const url = `file:${file("command.db")}`;
    const store = await openStore({ url });
    await fill(store, "old");
    const run = (script: string, ...args: string[]) =>
      spawnSync("npx", ["tsx", `server/${script}-cli.ts`, ...args], {
        encoding: "utf8",
        env: { ...process.env, DATABASE_URL: url },
      });
    const saved = run("backup", file("command-saved.db"));
    expect(JSON.parse(saved.stdout)).toMatchObject({ rows: { Room: 3, Bookmark: 15 } });
    expect(run("backup", file("command-saved.db"))).toMatchObject({ status: 1, stdout: "" });
    await fill(store, "new");
    const restored = run("restore", file("command-saved.db"));
    expect(JSON.parse(restored.stdout)).toMatchObject({ rows: { Room: 3, Bookmark: 15 } });
    expect(await store.room("newrooma")).toBeNull();
    await store.close();
    expect(run("restore")).toMatchObject({ status: 2, stdout: "" });
  });
});
