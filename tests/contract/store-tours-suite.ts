import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TOURS_PER_ROOM } from "../../server/protocol/limits.ts";
import type { Store } from "../../server/store/store.ts";
import {
  AWKWARD,
  clock,
  fails,
  KEY,
  KEY_2,
  NO_PNGS,
  names,
  PNG,
  stopOf,
  tourIn,
  tourOf,
} from "./store-fixtures.ts";
import type { OpenEmpty } from "./store-suite.ts";

/** Tours: kept whole, and never one person's change over another's. */
export function storeToursSuite(name: string, openEmpty: OpenEmpty): void {
  describe(`${name}: tours`, { timeout: 30_000 }, () => {
    let store: Store;
    const time = clock("2026-11-27T12:00:00.000Z");

    beforeEach(async () => {
      time.set("2026-11-27T12:00:00.000Z");
      store = await openEmpty(time.now);
      for (const id of ["roomaaaa", "roombbbb"])
        await store.createRoom({ id, name: id, modelId: "digits-3d" });
    });
    afterEach(() => store.close());

    it("[TR1] keeps every field of a tour and every bit of its latents", async () => {
      const path = {
        interpolation: "slerp" as const,
        seconds: 0.1 + 0.2,
        stops: [AWKWARD, [...AWKWARD].reverse()],
      };
      const stops = [
        stopOf("stopaaaa", { z: AWKWARD, note: "# Über\n«ψ» \u{1f468}\u200d\u{1f469}" }),
        stopOf("stopbbbb", { z: AWKWARD, path }),
        stopOf("stopcccc", {
          view: { camera: null, colouring: "density", hiddenClasses: [], images: false, tab: null },
        }),
      ];
      const given = tourOf("touraaaa", { stops });
      const saved = await store.saveTour(given, NO_PNGS, null);
      expect(saved).toEqual({ ...given, createdAt: time.now().toISOString(), revision: 1 });
      expect(await store.tours("roomaaaa")).toEqual([saved]);
      expect(Object.is((await store.tours("roomaaaa"))[0]?.stops[0]?.z[0], -0)).toBe(true);
      expect(await store.tours("roombbbb")).toEqual([]);
    });

    it("[TR1] lists one room's, oldest first, also without stops", async () => {
      for (const id of ["firstaaa", "secondaa"]) await tourIn(store, id, { stops: [] });
      await tourIn(store, "elsewher", { roomId: "roombbbb" });
      expect(names(await store.tours("roomaaaa"))).toEqual(["firstaaa", "secondaa"]);
      await fails(tourIn(store, "nowhere1", { roomId: "nowhere1" }), "room_not_found");
      await fails(tourIn(store, "elsewher"), "tour_not_found");
    });

    it("[TR2] replaces only what the change was based on", async () => {
      const first = await tourIn(store, "touraaaa");
      await tourIn(store, "tourbbbb");
      time.set("2026-11-27T13:00:00.000Z");
      const next = tourOf("touraaaa", { name: "New", stops: [stopOf("stopzzzz")] });
      const saved = await store.saveTour(next, NO_PNGS, 1);
      expect(saved).toEqual({ ...next, createdAt: first.createdAt, revision: 2 });
      await fails(store.saveTour(tourOf("touraaaa"), NO_PNGS, 1), "tour_changed");
      await fails(store.saveTour(tourOf("touraaaa"), NO_PNGS, 3), "tour_changed");
      await fails(store.saveTour(tourOf("unknown1"), NO_PNGS, 1), "tour_not_found");
      expect(names(await store.tours("roomaaaa"))).toEqual(["New", "tourbbbb"]);
    });

    it("[TR2] lets one win of ten that start from one revision", async () => {
      await tourIn(store, "touraaaa");
      const tries = Array.from({ length: 10 }, (_, i) =>
        store.saveTour(tourOf("touraaaa", { name: `Try ${i}` }), NO_PNGS, 1),
      );
      const settled = await Promise.allSettled(tries);
      expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect((await store.tours("roomaaaa"))[0]?.revision).toBe(2);
    });

    it("[TR3] removes a tour and brings all of it back to its place", async () => {
      for (const id of ["firstaaa", "secondaa", "thirdaaa"]) await tourIn(store, id);
      const before = await store.tours("roomaaaa");
      await store.removeTour("roomaaaa", "secondaa");
      expect(names(await store.tours("roomaaaa"))).toEqual(["firstaaa", "thirdaaa"]);
      await fails(store.removeTour("roomaaaa", "secondaa"), "tour_not_found");
      expect(await store.restoreTour("roomaaaa", "secondaa")).toEqual(before[1]);
      expect(await store.tours("roomaaaa")).toEqual(before);
      await store.removeTour("roomaaaa", "firstaaa");
      await fails(store.saveTour(tourOf("firstaaa"), NO_PNGS, 7), "tour_changed");
      expect(names(await store.tours("roomaaaa"))).toEqual(["secondaa", "thirdaaa"]);
      await store.saveTour(tourOf("firstaaa", { name: "Edited" }), NO_PNGS, 1);
      expect(names(await store.tours("roomaaaa"))).toEqual(["Edited", "secondaa", "thirdaaa"]);
    });

    it("[TR3] touches no tour through another room", async () => {
      const before = [await tourIn(store, "touraaaa")];
      const foreign = tourOf("touraaaa", { roomId: "roombbbb", name: "stolen" });
      await fails(store.saveTour(foreign, NO_PNGS, 1), "tour_not_found");
      await fails(store.saveTour(foreign, NO_PNGS, null), "tour_not_found");
      await fails(store.removeTour("roombbbb", "touraaaa"), "tour_not_found");
      await fails(store.restoreTour("roombbbb", "touraaaa"), "tour_not_found");
      expect(await store.tours("roomaaaa")).toEqual(before);
    });

    it("[TR4] bounds tours also when created at once or restored", async () => {
      const make = (i: number) => tourIn(store, `many${i}aaaa`, { stops: [] });
      for (let i = 0; i < TOURS_PER_ROOM - 2; i += 1) await make(i);
      const last = await Promise.allSettled([make(91), make(92), make(93), make(94)]);
      expect(last.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
      await fails(make(95), "limit_reached");
      await store.saveTour(tourOf("many1aaaa", { name: "replaced" }), NO_PNGS, 1);
      await store.removeTour("roomaaaa", "many0aaaa");
      await make(96);
      await fails(store.restoreTour("roomaaaa", "many0aaaa"), "limit_reached");
      expect(await store.tours("roomaaaa")).toHaveLength(TOURS_PER_ROOM);
    });

    it("[TR5] keeps the pictures of the stops once for the room", async () => {
      await store.saveTour(
        tourOf("touraaaa"),
        new Map([
          [KEY, PNG],
          [KEY_2, new Uint8Array([7])],
        ]),
        null,
      );
      await store.saveTour(tourOf("touraaaa"), new Map([[KEY, new Uint8Array([9])]]), 1);
      expect(await store.image("roomaaaa", KEY)).toEqual(PNG);
      expect(await store.image("roomaaaa", KEY_2)).toEqual(new Uint8Array([7]));
      expect(await store.image("roombbbb", KEY)).toBeNull();
    });
  });
}
