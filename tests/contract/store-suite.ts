import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../server/store/store.ts";
import {
  AWKWARD,
  bookmarkIn,
  bookmarkOf,
  clock,
  fails,
  KEY,
  KEY_2,
  NO_PNGS,
  names,
  PNG,
  pathIn,
  pathOf,
  tourIn,
} from "./store-fixtures.ts";

/** Opens an empty store that takes the time from `now`. */
export type OpenEmpty = (now: () => Date) => Promise<Store>;

/** The rules that hold for every store. */
export function storeSuite(name: string, openEmpty: OpenEmpty): void {
  describe(name, { timeout: 30_000 }, () => {
    let store: Store;
    let time: ReturnType<typeof clock>;

    beforeEach(async () => {
      time = clock("2026-11-23T12:00:00.000Z");
      store = await openEmpty(time.now);
      await store.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
      await store.createRoom({ id: "roombbbb", name: "B", modelId: "digits-3d" });
    });
    afterEach(() => store.close());

    it("[S1] gives a room back with its time, and null for an unknown one", async () => {
      time.set("2026-11-24T01:02:03.004Z");
      const room = { id: "roomcccc", name: "Ünï ☃ 'quoted'", modelId: "digits-16d" };
      const created = await store.createRoom(room);
      expect(created).toEqual({
        ...room,
        createdAt: "2026-11-24T01:02:03.004Z",
        link: "edit",
        hosted: false,
        bytesPerSecond: null,
      });
      expect(await store.room("roomcccc")).toEqual(created);
      expect(await store.room("nowhere1")).toBeNull();
    });

    it("[S2] gives known rooms in the order asked, also among thousands of ids", async () => {
      const ids = ["roombbbb", ...Array.from({ length: 3000 }, (_, i) => `none${i}`), "roomaaaa"];
      expect(names(await store.rooms(ids))).toEqual(["B", "A"]);
      expect(names(await store.rooms(ids.reverse()))).toEqual(["A", "B"]);
      expect(await store.rooms([])).toEqual([]);
    });

    it("[S3] renames only the name, of that room only", async () => {
      const before = await store.room("roomaaaa");
      expect(await store.changeRoom("roomaaaa", { name: "New" })).toEqual({
        ...before,
        name: "New",
      });
      expect(names(await store.rooms(["roomaaaa", "roombbbb"]))).toEqual(["New", "B"]);
      await fails(store.changeRoom("nowhere1", { name: "New" }), "room_not_found");
    });

    it("[S33] keeps the hash of each key apart from what rooms tell of themselves", async () => {
      const made = { id: "roomcccc", name: "C", modelId: "digits-3d", hostKeyHash: "hash-1" };
      const room = await store.createRoom(made);
      expect(room).toMatchObject({ hosted: true, link: "edit" });
      expect(JSON.stringify(room)).not.toContain("hash-1");
      expect(await store.roomKeys("roomcccc")).toEqual({ host: "hash-1", cohost: null });
      const changed = await store.setRoomKey("roomcccc", "cohost", "hash-2");
      expect(changed).toEqual(room);
      expect(await store.roomKeys("roomcccc")).toEqual({ host: "hash-1", cohost: "hash-2" });
      await store.setRoomKey("roomcccc", "cohost", null);
      await store.setRoomKey("roomcccc", "host", "hash-3");
      expect(await store.roomKeys("roomcccc")).toEqual({ host: "hash-3", cohost: null });
      expect(await store.roomKeys("roomaaaa")).toEqual({ host: null, cohost: null });
      await fails(store.roomKeys("nowhere1"), "room_not_found");
      await fails(store.setRoomKey("nowhere1", "host", "hash-4"), "room_not_found");
    });

    it("[S33] changes of a room only what is named", async () => {
      const before = await store.room("roomaaaa");
      const change = { link: "closed", bytesPerSecond: 250_000 } as const;
      expect(await store.changeRoom("roomaaaa", change)).toEqual({ ...before, ...change });
      expect(await store.changeRoom("roomaaaa", { bytesPerSecond: null })).toEqual({
        ...before,
        link: "closed",
      });
      expect(await store.room("roombbbb")).toMatchObject({ link: "edit" });
    });

    it("[S4] keeps every field of a bookmark and every bit of its latent", async () => {
      const view = { position: [0.1, -2, 3e-7], target: [1 / 3, 0, 9] } as const;
      const given = bookmarkOf("awkward1", {
        z: AWKWARD,
        view: { position: [...view.position], target: [...view.target] },
      });
      const created = await store.createBookmark(given, PNG);
      expect(created).toEqual({ ...given, createdAt: time.now().toISOString() });
      expect(await store.bookmark("awkward1")).toEqual(created);
      expect(await store.bookmarks("roomaaaa")).toEqual([created]);
      const unviewed = await bookmarkIn(store, "awkward2", { view: null });
      expect(unviewed.view).toBeNull();
    });

    it("[S4] keeps every field of a path and every bit of its stops", async () => {
      const stops = [
        { label: "“from”", z: AWKWARD, image: KEY },
        { label: "to", z: [...AWKWARD].reverse(), image: KEY_2 },
      ];
      const given = pathOf("pathaaaa", { stops, seconds: 0.1 + 0.2, interpolation: "slerp" });
      const saved = await store.savePath(given, NO_PNGS);
      expect(saved).toEqual({ ...given, createdAt: time.now().toISOString(), revision: 1 });
      expect(await store.paths("roomaaaa")).toEqual([saved]);
    });

    it("[S4] rounds a latent that is no float32 to the nearest one", async () => {
      const { z } = await bookmarkIn(store, "rounded1", { z: [0.1, 1e-50] });
      expect(z).toEqual([Math.fround(0.1), 0]);
      const stops = [{ label: "s", z: [0.1], image: KEY_2 }];
      const path = await pathIn(store, "rounded2", { stops });
      expect(path.stops[0]?.z).toEqual([Math.fround(0.1)]);
    });

    it("[S5] lists one room, oldest first, equal times in order of creation", async () => {
      for (const id of ["zzzzzzzz", "aaaaaaaa", "mmmmmmmm"]) {
        await bookmarkIn(store, id, { name: id });
        await pathIn(store, id, { name: id });
      }
      time.set("2026-11-23T11:00:00.000Z");
      await bookmarkIn(store, "earlier1", { name: "earlier" });
      await pathIn(store, "earlier1", { name: "earlier" });
      await bookmarkIn(store, "foreign1", { roomId: "roombbbb" });
      await pathIn(store, "foreign1", { roomId: "roombbbb" });
      const expected = ["earlier", "zzzzzzzz", "aaaaaaaa", "mmmmmmmm"];
      expect(names(await store.bookmarks("roomaaaa"))).toEqual(expected);
      expect(names(await store.paths("roomaaaa"))).toEqual(expected);
      expect(await store.bookmarks("nowhere1")).toEqual([]);
      expect(await store.paths("nowhere1")).toEqual([]);
    });

    it("[S22] keeps each picture of a room once, byte for byte", async () => {
      const other = new Uint8Array([9, 9]);
      await store.createBookmark(bookmarkOf("pictured"), PNG);
      await pathIn(store, "pathless1");
      expect(await store.image("roomaaaa", KEY)).toEqual(PNG);
      expect(await store.image("roomaaaa", KEY_2)).toBeNull();
      const pngs = [KEY, KEY_2].map((key) => [key, other] as const);
      await store.savePath(pathOf("pathaaaa"), new Map(pngs));
      expect(await store.image("roomaaaa", KEY)).toEqual(PNG);
      expect(await store.image("roomaaaa", KEY_2)).toEqual(other);
      expect(await store.image("roombbbb", KEY)).toBeNull();
    });

    it("[S22] keeps no picture of what was not saved", async () => {
      await bookmarkIn(store, "takenaaa", { roomId: "roombbbb" });
      await fails(bookmarkIn(store, "takenaaa"), "store_unavailable");
      const foreign = pathOf("foreign1", { roomId: "roombbbb" });
      await store.savePath(foreign, NO_PNGS);
      const pngs = new Map([[KEY, PNG]]);
      await fails(store.savePath(pathOf("foreign1"), pngs), "path_not_found");
      expect(await store.image("roomaaaa", KEY)).toBeNull();
    });

    it("[S23] purges rooms that were not touched since, with all that is in them", async () => {
      time.set("2026-11-24T12:00:00.000Z");
      await store.createRoom({ id: "roomcccc", name: "C", modelId: "digits-3d" });
      await store.touchRoom("roombbbb");
      for (const [i, roomId] of ["roomaaaa", "roombbbb"].entries()) {
        await bookmarkIn(store, `bookmark${i}`, { roomId });
        await pathIn(store, `pathaaaa${i}`, { roomId });
        await tourIn(store, `touraaaa${i}`, { roomId });
      }
      expect(await store.purge(new Date("2026-11-24T12:00:00.000Z"))).toBe(1);
      expect(names(await store.rooms(["roomaaaa", "roombbbb", "roomcccc"]))).toEqual(["B", "C"]);
      expect(await store.bookmarks("roomaaaa")).toEqual([]);
      expect(await store.bookmark("bookmark0")).toBeNull();
      expect(await store.paths("roomaaaa")).toEqual([]);
      expect(await store.tours("roomaaaa")).toEqual([]);
      expect(await store.image("roomaaaa", KEY)).toBeNull();
      expect(await store.bookmarks("roombbbb")).toHaveLength(1);
      expect(await store.image("roombbbb", KEY)).toEqual(PNG);
      await fails(store.touchRoom("roomaaaa"), "room_not_found");
    });

    it("[S10] saves nothing into an unknown room", async () => {
      const roomId = "nowhere1";
      await fails(bookmarkIn(store, "orphan11", { roomId }), "room_not_found");
      await fails(pathIn(store, "orphan11", { roomId }), "room_not_found");
      expect(await store.bookmark("orphan11")).toBeNull();
      expect(await store.paths(roomId)).toEqual([]);
    });

    it("[S11] takes fifty creates at once", async () => {
      const ids = Array.from({ length: 50 }, (_, i) => `parallel${i}`);
      await Promise.all(ids.map((id) => bookmarkIn(store, id, { name: id })));
      expect(names(await store.bookmarks("roomaaaa")).sort()).toEqual([...ids].sort());
    });

    it("[S12] calls a taken id store_unavailable, the reason being its cause", async () => {
      await bookmarkIn(store, "takenaaa");
      const error = await fails(
        bookmarkIn(store, "takenaaa", { name: "second" }),
        "store_unavailable",
      );
      expect(error.cause).toBeInstanceOf(Error);
      expect(names(await store.bookmarks("roomaaaa"))).toEqual(["takenaaa"]);
    });

    it("[S12] keeps its own copy of what comes in and goes out", async () => {
      const given = bookmarkOf("copyaaaa", { z: [1, 2] });
      const created = await store.createBookmark(given, PNG);
      given.z[0] = 99;
      created.z[1] = 99;
      created.name = "changed";
      expect(await store.bookmark("copyaaaa")).toMatchObject({ name: "copyaaaa", z: [1, 2] });
    });

    it("[S12] close waits for what was begun, may come twice, and ends all use", async () => {
      const begun = bookmarkIn(store, "lastaaaa");
      await Promise.all([store.close(), store.close()]);
      expect((await begun).id).toBe("lastaaaa");
      await fails(store.room("roomaaaa"), "store_unavailable");
      await fails(pathIn(store, "lateaaaa"), "store_unavailable");
    });
  });
}
