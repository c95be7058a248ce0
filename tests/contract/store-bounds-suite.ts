import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BOOKMARKS_PER_ROOM, PATHS_PER_ROOM } from "../../server/protocol/limits.ts";
import type { Store } from "../../server/store/store.ts";
import { bookmarkIn, fails, pathIn } from "./store-fixtures.ts";
import type { OpenEmpty } from "./store-suite.ts";

/** How much a room may hold. */
export function storeBoundsSuite(name: string, openEmpty: OpenEmpty): void {
  describe(`${name}: bounds`, { timeout: 30_000 }, () => {
    let store: Store;

    beforeEach(async () => {
      store = await openEmpty(() => new Date());
      await store.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
      await store.createRoom({ id: "roombbbb", name: "B", modelId: "digits-3d" });
    });
    afterEach(() => store.close());

    it("[S9] bounds bookmarks also when created at once or restored", {
      timeout: 60_000,
    }, async () => {
      const create = (i: number) => bookmarkIn(store, `many${i}`);
      for (let i = 0; i < BOOKMARKS_PER_ROOM - 2; i += 1) await create(i);
      const last = await Promise.allSettled([
        create(9001),
        create(9002),
        create(9003),
        create(9004),
      ]);
      expect(last.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
      const full = await store.bookmarks("roomaaaa");
      expect(full).toHaveLength(BOOKMARKS_PER_ROOM);
      await fails(create(9005), "limit_reached");

      await store.removeBookmark("roomaaaa", "many0");
      await create(9006);
      await fails(store.restoreBookmark("roomaaaa", "many0"), "limit_reached");
      expect(await store.bookmark("many0")).toBeNull();
      expect((await store.restoreBookmark("roomaaaa", "many1")).id).toBe("many1");
      await bookmarkIn(store, "elsewher", { roomId: "roombbbb" });
    });

    it("[S9] bounds paths also when created at once, restored or saved again", async () => {
      const save = (i: number, name = "p") => pathIn(store, `many${i}`, { name });
      for (let i = 0; i < PATHS_PER_ROOM - 2; i += 1) await save(i);
      const last = await Promise.allSettled([save(9001), save(9002), save(9003), save(9004)]);
      expect(last.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
      await fails(save(9005), "limit_reached");

      expect((await save(1, "replaced")).name).toBe("replaced");
      await store.removePath("roomaaaa", "many0");
      await save(9006);
      await fails(store.restorePath("roomaaaa", "many0"), "limit_reached");
      await fails(save(0), "limit_reached");
      expect(await store.paths("roomaaaa")).toHaveLength(PATHS_PER_ROOM);
    });
  });
}
