import { describe, expect, it } from "vitest";
import { lastingThread } from "../../../server/store/lasting-thread.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { startThread } from "../../../server/store/start-thread.ts";
import { bookmarkIn, bookmarkOf, fails, PNG } from "../../contract/store-fixtures.ts";
import { until } from "../../helpers/client.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const file = temporaryFolder();

/** How late the latest tick of a 5 ms timer was while `work` went on, in ms. */
async function latestTick(work: () => Promise<unknown>): Promise<number> {
  let latest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    latest = Math.max(latest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  await work();
  clearInterval(timer);
  return Math.max(latest, performance.now() - last - 5);
}

describe("the store's thread", { timeout: 60_000 }, () => {
  it("[S29] lets a timer of the main thread go on while 200 saves are under way", async () => {
    const store = await openStore({ url: `file:${file("busy.db")}` });
    // Other processes of a busy machine may hold this one up for a moment, but not each time.
    let latest = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 6 && latest >= 30; attempt += 1) {
      const roomId = `roomaaa${attempt}`;
      await store.createRoom({ id: roomId, name: "A", modelId: "digits-3d" });
      const save = (i: number) => bookmarkIn(store, `${roomId}x${i}`, { roomId });
      latest = await latestTick(() => Promise.all(Array.from({ length: 200 }, (_, i) => save(i))));
    }
    await store.close();
    expect(latest).toBeLessThan(30);
  });

  describe("that ends by itself", () => {
    const open = async (name: string) => {
      const threads: Awaited<ReturnType<typeof startThread>>[] = [];
      // The thread makes a Date of what this clock tells, and dies of a bigint.
      const clock = { time: 0 as unknown };
      const now = () => ({ getTime: () => clock.time }) as Date;
      const die = async () => {
        clock.time = 1n;
        const last = lasting.call("rooms", [[]]);
        // The message is sent in the next turn.
        await Promise.resolve();
        await Promise.resolve();
        clock.time = 0;
        await fails(last, "store_unavailable");
      };
      const warnings: string[] = [];
      const warn = (message: string) => void warnings.push(message);
      const lasting = await lastingThread({
        start: async () => {
          const thread = await startThread({ url: `file:${file(name)}`, warn, now });
          threads.push(thread);
          return thread;
        },
        warn,
        callMaxMs: 20_000,
        backoffMs: 20,
      });
      return { lasting, threads, warnings, die };
    };

    it("[S30] fails what it had not answered, and later calls work again", async () => {
      const { lasting, threads, warnings, die } = await open("ended.db");
      const room = { id: "roomaaaa", name: "A", modelId: "digits-3d" };
      await lasting.call("createRoom", [room]);
      const dying = die();
      // The message of which it dies goes first; these are in its queue then.
      for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
      const lost = Array.from({ length: 10 }, (_, i) =>
        fails(lasting.call("createBookmark", [bookmarkOf(`b${i}`), PNG]), "store_unavailable"),
      );
      await dying;
      await Promise.all(lost);
      expect(await lasting.call("bookmarks", ["roomaaaa"])).toEqual([]);
      expect(await lasting.call("room", ["roomaaaa"])).toMatchObject({ name: "A" });
      expect(threads).toHaveLength(2);
      expect(warnings).toEqual([expect.stringContaining("is started again")]);
      await lasting.close();
    });

    it("[S30] goes on with another when one is given up, which closes in its own time", async () => {
      const { lasting, threads } = await open("given-up.db");
      await lasting.call("createRoom", [{ id: "roomaaaa", name: "A", modelId: "digits-3d" }]);
      const asked = lasting.call("createBookmark", [bookmarkOf("b1"), PNG]);
      await Promise.resolve();
      threads[0]?.abandon();
      await fails(asked, "store_unavailable");
      expect(await lasting.call("room", ["roomaaaa"])).toMatchObject({ name: "A" });
      await lasting.close();
    });

    it("[S30] is started again with pauses, during which calls fail at once", async () => {
      const { lasting, threads, die } = await open("again.db");
      for (let i = 0; i < 3; i += 1) {
        await until("a thread", () => threads.length > i);
        await die();
        if (i > 0) await fails(lasting.call("rooms", [[]]), "store_unavailable");
      }
      await until("the fourth thread", () => threads.length > 3);
      expect(await lasting.call("rooms", [[]])).toEqual([]);
      await lasting.close();
    });
  });

  describe("that hangs", () => {
    it("[S30] fails the call after a time, is ended and replaced", async () => {
      const killed: number[] = [];
      let started = 0;
      const lasting = await lastingThread({
        start: async () => {
          const number = started++;
          let end = () => {};
          const ended = new Promise<void>((resolve) => {
            end = resolve;
          });
          return {
            call: () => (number === 0 ? new Promise(() => {}) : Promise.resolve("answer")),
            ended,
            abandon: () => {
              killed.push(number);
              end();
            },
          };
        },
        warn: () => {},
        callMaxMs: 50,
        backoffMs: 1,
      });
      await fails(lasting.call("room", ["roomaaaa"]), "store_unavailable");
      expect(killed).toEqual([0]);
      expect(await lasting.call("room", ["roomaaaa"])).toBe("answer");
    });
  });
});
