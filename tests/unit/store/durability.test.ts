import { fork } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client";
import { describe, expect, it } from "vitest";
import { openStore } from "../../../server/store/open-store.ts";
import {
  AWKWARD,
  bookmarkIn,
  bookmarkOf,
  clock,
  fails,
  names,
  pathIn,
  pathOf,
  stopOf,
  tourOf,
} from "../../contract/store-fixtures.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const WRITER = fileURLToPath(new URL("write-until-killed.ts", import.meta.url));
const file = temporaryFolder();

describe("a store in a file", { timeout: 30_000 }, () => {
  it("[S13] keeps everything when opened again", async () => {
    const url = `file:${file("reopened.db")}`;
    const first = await openStore({ url });
    const room = await first.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
    const bookmark = await bookmarkIn(first, "bookmark", { z: AWKWARD });
    const path = await pathIn(first, "pathaaaa");
    const undone = await pathIn(first, "undoneaa");
    await first.removePath("roomaaaa", "undoneaa");
    await first.close();
    expect(statSync(`${file("reopened.db")}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);

    const second = await openStore({ url });
    expect(await second.room("roomaaaa")).toEqual(room);
    expect(await second.bookmarks("roomaaaa")).toEqual([bookmark]);
    expect(await second.paths("roomaaaa")).toEqual([path]);
    expect(await second.restorePath("roomaaaa", "undoneaa")).toEqual(undone);
    await second.close();
  });

  it("[S14] keeps what was acknowledged before kill -9", { timeout: 60_000 }, async () => {
    const url = `file:${file("killed.db")}`;
    const writer = fork(WRITER, [url], { execArgv: ["--import", "tsx"] });
    const acknowledged: string[] = [];
    const exited = once(writer, "exit");
    await new Promise<void>((resolve, reject) => {
      writer.on("message", (id) => {
        acknowledged.push(String(id));
        if (acknowledged.length === 40) resolve();
      });
      exited.then(() => reject(new Error("the writer ended by itself")), reject);
    });
    writer.kill("SIGKILL");
    expect(await exited).toEqual([null, "SIGKILL"]);

    const store = await openStore({ url });
    const rows = await store.bookmarks("roomaaaa");
    // One more may have been written than told.
    expect(rows.length - acknowledged.length).toBeLessThanOrEqual(1);
    expect(names(rows).slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(rows.map(({ z }) => z[0])).toEqual(rows.map((_, i) => i));
    await store.close();
    const client = createClient({ url });
    expect((await client.execute("PRAGMA integrity_check")).rows[0]?.[0]).toBe("ok");
    client.close();
  });

  it("[S15] deletes for good what was removed more than 30 days ago", async () => {
    const url = `file:${file("purged.db")}`;
    const time = clock("2026-01-01T00:00:00.000Z");
    const first = await openStore({ url, now: time.now });
    await first.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
    for (const id of ["oldaaaaa", "youngaaa", "liveaaaa"]) {
      await bookmarkIn(first, id);
      await pathIn(first, id);
    }
    const remove = async (id: string) => {
      await first.removeBookmark("roomaaaa", id);
      await first.removePath("roomaaaa", id);
    };
    await remove("oldaaaaa");
    time.set("2026-01-01T00:00:00.002Z");
    await remove("youngaaa");
    await first.close();

    time.set("2026-01-31T00:00:00.001Z");
    const second = await openStore({ url, now: time.now });
    await fails(second.restoreBookmark("roomaaaa", "oldaaaaa"), "bookmark_not_found");
    await fails(second.restorePath("roomaaaa", "oldaaaaa"), "path_not_found");
    await second.restoreBookmark("roomaaaa", "youngaaa");
    await second.restorePath("roomaaaa", "youngaaa");
    expect(names(await second.bookmarks("roomaaaa"))).toEqual(["youngaaa", "liveaaaa"]);
    expect(names(await second.paths("roomaaaa"))).toEqual(["youngaaa", "liveaaaa"]);
    await second.close();
  });

  it("[S32] drops pictures that nothing names any more, and no others", async () => {
    const url = `file:${file("swept.db")}`;
    const first = await openStore({ url });
    await first.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
    await first.createRoom({ id: "roombbbb", name: "B", modelId: "digits-3d" });
    const key = (i: number) => `keyofpicture000${i}`;
    const stop = (i: number) => ({ label: "s", z: [i], image: key(i) });
    const save = (...stops: number[]) =>
      first.savePath(
        pathOf("pathaaaa", { stops: stops.map(stop) }),
        new Map(stops.map((i) => [key(i), Uint8Array.of(i)])),
      );
    await save(1, 2);
    await save(2, 3);
    await first.createBookmark(bookmarkOf("removed1", { image: key(4) }), Uint8Array.of(4));
    await first.removeBookmark("roomaaaa", "removed1");
    await first.createBookmark(
      bookmarkOf("other111", { image: key(1), roomId: "roombbbb" }),
      Uint8Array.of(1),
    );
    await first.saveTour(
      tourOf("touraaaa", { stops: [stopOf("stopaaaa", { image: key(5) })] }),
      new Map([5, 6].map((i) => [key(i), Uint8Array.of(i)])),
      null,
    );
    expect(await first.image("roomaaaa", key(1))).toEqual(Uint8Array.of(1));
    await first.close();

    const second = await openStore({ url });
    const kept = [1, 2, 3, 4, 5, 6].map((i) => second.image("roomaaaa", key(i)));
    expect((await Promise.all(kept)).map((png) => png?.[0])).toEqual([
      undefined,
      2,
      3,
      4,
      5,
      undefined,
    ]);
    expect(await second.image("roombbbb", key(1))).toEqual(Uint8Array.of(1));
    await second.close();
  });
});
