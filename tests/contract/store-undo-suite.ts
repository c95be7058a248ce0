import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../server/store/store.ts";
import { bookmarkIn, clock, fails, KEY, NO_PNGS, names, pathIn, pathOf } from "./store-fixtures.ts";
import type { OpenEmpty } from "./store-suite.ts";

/** Removing, restoring, replacing, and keeping rooms apart. */
export function storeUndoSuite(name: string, openEmpty: OpenEmpty): void {
  describe(`${name}: changes and undo`, { timeout: 30_000 }, () => {
    let store: Store;
    const time = clock("2026-11-23T12:00:00.000Z");

    beforeEach(async () => {
      store = await openEmpty(time.now);
      for (const id of ["roomaaaa", "roombbbb"]) {
        await store.createRoom({ id, name: id, modelId: "digits-3d" });
      }
      for (const id of ["firstaaa", "secondaa", "thirdaaa"]) {
        await bookmarkIn(store, id);
        await pathIn(store, id);
      }
    });
    afterEach(() => store.close());

    it("[S3] renames only the name of a bookmark", async () => {
      const before = await store.bookmark("secondaa");
      const renamed = await store.renameBookmark("roomaaaa", "secondaa", "New");
      expect(renamed).toEqual({ ...before, name: "New" });
      expect(names(await store.bookmarks("roomaaaa"))).toEqual(["firstaaa", "New", "thirdaaa"]);
      await fails(store.renameBookmark("roomaaaa", "unknown1", "New"), "bookmark_not_found");
    });

    it("[S6] touches no bookmark through another room", async () => {
      const before = await store.bookmarks("roomaaaa");
      await fails(store.renameBookmark("roombbbb", "firstaaa", "x"), "bookmark_not_found");
      await fails(store.removeBookmark("roombbbb", "firstaaa"), "bookmark_not_found");
      await fails(store.restoreBookmark("roombbbb", "firstaaa"), "bookmark_not_found");
      expect(await store.bookmarks("roomaaaa")).toEqual(before);
      await store.removeBookmark("roomaaaa", "firstaaa");
      await fails(store.restoreBookmark("roombbbb", "firstaaa"), "bookmark_not_found");
      expect(await store.bookmark("firstaaa")).toBeNull();
    });

    it("[S6] touches no path through another room", async () => {
      const before = await store.paths("roomaaaa");
      const foreign = pathOf("firstaaa", { roomId: "roombbbb", name: "stolen" });
      await fails(store.savePath(foreign, NO_PNGS), "path_not_found");
      await fails(store.removePath("roombbbb", "firstaaa"), "path_not_found");
      await fails(store.restorePath("roombbbb", "firstaaa"), "path_not_found");
      expect(await store.paths("roomaaaa")).toEqual(before);
      expect(await store.paths("roombbbb")).toEqual([]);
      await store.removePath("roomaaaa", "firstaaa");
      await fails(store.restorePath("roombbbb", "firstaaa"), "path_not_found");
      await fails(store.savePath(foreign, NO_PNGS), "path_not_found");
      expect(names(await store.paths("roomaaaa"))).toEqual(["secondaa", "thirdaaa"]);
    });

    it("[S7] removes a bookmark and brings all of it back to its place", async () => {
      const before = await store.bookmarks("roomaaaa");
      await store.removeBookmark("roomaaaa", "secondaa");
      expect(names(await store.bookmarks("roomaaaa"))).toEqual(["firstaaa", "thirdaaa"]);
      expect(await store.bookmark("secondaa")).toBeNull();
      await fails(store.renameBookmark("roomaaaa", "secondaa", "x"), "bookmark_not_found");
      await fails(store.removeBookmark("roomaaaa", "secondaa"), "bookmark_not_found");

      time.set("2026-11-23T13:00:00.000Z");
      expect(await store.restoreBookmark("roomaaaa", "secondaa")).toEqual(before[1]);
      expect(await store.bookmarks("roomaaaa")).toEqual(before);
      expect(await store.restoreBookmark("roomaaaa", "secondaa")).toEqual(before[1]);
      await fails(store.removeBookmark("roomaaaa", "unknown1"), "bookmark_not_found");
      await fails(store.restoreBookmark("roomaaaa", "unknown1"), "bookmark_not_found");
    });

    it("[S7] removes a path and brings all of it back to its place", async () => {
      const before = await store.paths("roomaaaa");
      await store.removePath("roomaaaa", "secondaa");
      expect(names(await store.paths("roomaaaa"))).toEqual(["firstaaa", "thirdaaa"]);
      await fails(store.removePath("roomaaaa", "secondaa"), "path_not_found");

      expect(await store.restorePath("roomaaaa", "secondaa")).toEqual(before[1]);
      expect(await store.paths("roomaaaa")).toEqual(before);
      expect(await store.restorePath("roomaaaa", "secondaa")).toEqual(before[1]);
      await fails(store.removePath("roomaaaa", "unknown1"), "path_not_found");
      await fails(store.restorePath("roomaaaa", "unknown1"), "path_not_found");
    });

    it("[S8] replaces a path whole, at its place and with its creation time", async () => {
      const before = await store.paths("roomaaaa");
      time.set("2026-11-23T14:00:00.000Z");
      const stops = [{ label: "only", z: [7, 8, 9], image: KEY }];
      const next = pathOf("secondaa", { name: "New", stops, seconds: 60, author: "Bo" });
      const saved = await store.savePath(next, NO_PNGS);
      expect(saved).toEqual({ ...next, createdAt: before[1]?.createdAt, revision: 2 });
      expect(await store.paths("roomaaaa")).toEqual([before[0], saved, before[2]]);
    });

    it("[S8] saving a removed path brings it back, changed, at its place", async () => {
      const before = await store.paths("roomaaaa");
      await store.removePath("roomaaaa", "firstaaa");
      const saved = await pathIn(store, "firstaaa", { name: "Edited" });
      expect(saved.createdAt).toBe(before[0]?.createdAt);
      expect(names(await store.paths("roomaaaa"))).toEqual(["Edited", "secondaa", "thirdaaa"]);
      expect(saved.revision).toBe(2);
    });
  });
}
