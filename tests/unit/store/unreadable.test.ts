import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../../server/store/open-store.ts";
import type { Store } from "../../../server/store/store.ts";
import { bookmarkIn, fails, names, pathIn, tourIn } from "../../contract/store-fixtures.ts";
import { allRows, withClient } from "./all-rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const url = `file:${temporaryFolder()("corrupt.db")}`;

const BROKEN_BOOKMARKS = {
  "bytes that are no floats": `"z" = x'0000803f00'`,
  "no latent": `"z" = x''`,
  "a latent that is not a number": `"z" = x'0000c07f'`,
  "an infinite latent": `"z" = x'0000807f'`,
  "a text for a latent": `"z" = 'one'`,
  "a view that is not JSON": `"view" = '{"position":'`,
  "a view of another shape": `"view" = '{"position":[1,2],"target":[0,0,0]}'`,
  "a view far away": `"view" = '{"position":[1e300,0,0],"target":[0,0,0]}'`,
  "a name without end": `"name" = printf('%.300c', 'x')`,
  "a picture that is no key": `"image" = 'data:,'`,
  "a time that is none": `"createdAt" = 'yesterday'`,
};

const BROKEN_PATHS = {
  "stops that are not JSON": `"stops" = '[{'`,
  "no stops": `"stops" = '[]'`,
  "a stop without a latent": `"stops" = '[{"label":"a","image":"AAAAaaaa0000-_zz"}]'`,
  "a stop whose latent is not base64": `"stops" = '[{"label":"a","z":"?","image":"AAAAaaaa0000-_zz"}]'`,
  "an unknown interpolation": `"interpolation" = 'teleport'`,
  "endless seconds": `"seconds" = 9e999`,
  "a text for seconds": `"seconds" = 'long'`,
  "a revision before the first": `"revision" = 0`,
};

const STOP = `{"id":"stopaaaa","title":"t","note":"n","z":"AAAAAA==","path":null,"image":"AAAAaaaa0000-_zz","view":VIEW}`;
const VIEW = `{"camera":null,"colouring":"class","hiddenClasses":[],"images":false,"tab":null}`;
const stops = (stop: string) => `"stops" = '[${stop}]'`;

const BROKEN_TOURS = {
  "stops that are not JSON": `"stops" = '[{'`,
  "a stop without a view": stops(STOP.replace("VIEW", "null")),
  "a stop whose camera is far away": stops(
    STOP.replace("VIEW", VIEW.replace("null", `{"position":[1e300,0,0],"target":[0,0,0]}`)),
  ),
  "a path of one place": stops(
    STOP.replace("VIEW", VIEW).replace(
      `"path":null`,
      `"path":{"interpolation":"lerp","seconds":1,"stops":["AAAAAA=="]}`,
    ),
  ),
  "a revision before the first": `"revision" = 0`,
};

describe("rows that cannot be read", { timeout: 60_000 }, () => {
  let store: Store;
  const warnings: string[] = [];

  beforeAll(async () => {
    store = await openStore({ url, warn: (message) => warnings.push(message) });
    await store.createRoom({ id: "roomaaaa", name: "A", modelId: "digits-3d" });
    for (const id of ["firstaaa", "brokenaa", "lastaaaa"]) {
      await bookmarkIn(store, id);
      await pathIn(store, id);
      await tourIn(store, id);
    }
  });
  afterAll(() => store.close());

  /** Breaks the row, runs `check`, mends it. */
  async function broken(table: string, change: string, check: () => Promise<void>): Promise<void> {
    const keep = `CREATE TABLE "Kept" AS SELECT * FROM "${table}" WHERE "id" = 'brokenaa'`;
    const columns = "name view image createdAt interpolation seconds stops revision z".split(" ");
    await withClient(url, async (client) => {
      await client.execute(keep);
      await client.execute(`UPDATE "${table}" SET ${change} WHERE "id" = 'brokenaa'`);
      const before = await allRows(url);
      try {
        await check();
        expect(await allRows(url)).toEqual(before);
      } finally {
        const { columns: has } = await client.execute(`SELECT * FROM "Kept"`);
        const sets = columns.filter((name) => has.includes(name));
        const mended = sets.map((name) => `"${name}" = (SELECT "${name}" FROM "Kept")`);
        await client.execute(`UPDATE "${table}" SET ${mended.join(", ")} WHERE "id" = 'brokenaa'`);
        await client.execute(`DROP TABLE "Kept"`);
      }
    });
  }

  it.each(Object.entries(BROKEN_BOOKMARKS))("[S28] a place with %s is left out", async (_, sql) => {
    await broken("Bookmark", sql, async () => {
      expect(names(await store.bookmarks("roomaaaa"))).toEqual(["firstaaa", "lastaaaa"]);
      expect(await store.bookmark("brokenaa")).toBeNull();
      await fails(store.restoreBookmark("roomaaaa", "brokenaa"), "bookmark_not_found");
    });
    expect(await store.bookmarks("roomaaaa")).toHaveLength(3);
  });

  it.each(Object.entries(BROKEN_PATHS))("[S28] a path with %s is left out", async (_, sql) => {
    await broken("Path", sql, async () => {
      expect(names(await store.paths("roomaaaa"))).toEqual(["firstaaa", "lastaaaa"]);
      await fails(store.restorePath("roomaaaa", "brokenaa"), "path_not_found");
    });
    expect(await store.paths("roomaaaa")).toHaveLength(3);
  });

  it.each(Object.entries(BROKEN_TOURS))("[TR6] a tour with %s is left out", async (_, sql) => {
    await broken("Tour", sql, async () => {
      expect(names(await store.tours("roomaaaa"))).toEqual(["firstaaa", "lastaaaa"]);
      await fails(store.restoreTour("roomaaaa", "brokenaa"), "tour_not_found");
    });
    expect(await store.tours("roomaaaa")).toHaveLength(3);
  });

  it("[TR6] the same stop unbroken is read", async () => {
    const whole = stops(STOP.replace("VIEW", VIEW));
    await withClient(url, (client) =>
      client.execute(`UPDATE "Tour" SET ${whole} WHERE "id" = 'lastaaaa'`),
    );
    expect((await store.tours("roomaaaa"))[2]?.stops).toMatchObject([{ title: "t", z: [0] }]);
  });

  it("[S28] each is warned of once, by name and reason", () => {
    expect(warnings).toEqual([
      expect.stringMatching(/^The bookmark brokenaa .* left out: z: no whole number of float32/),
      expect.stringMatching(/^The path brokenaa .* left out \(2 by now\): stops: not JSON/),
      expect.stringMatching(/^The tour brokenaa .* left out \(3 by now\): stops: not JSON/),
    ]);
  });

  it("[S28] a broken place hides none that is asked for at the same moment", async () => {
    await broken("Bookmark", `"z" = 'one'`, async () => {
      const asked = ["firstaaa", "brokenaa", "lastaaaa"].map((id) => store.bookmark(id));
      expect((await Promise.all(asked)).map((found) => found?.id)).toEqual([
        "firstaaa",
        undefined,
        "lastaaaa",
      ]);
    });
  });

  it("[S28] a room that cannot be read is none, and hides no other", async () => {
    await store.createRoom({ id: "roombbbb", name: "B", modelId: "digits-3d" });
    await withClient(url, (client) =>
      client.execute(`UPDATE "Room" SET "createdAt" = 'yesterday' WHERE "id" = 'roombbbb'`),
    );
    expect(await store.room("roombbbb")).toBeNull();
    expect(names(await store.rooms(["roombbbb", "roomaaaa"]))).toEqual(["A"]);
    await fails(store.changeRoom("roombbbb", { name: "New" }), "room_not_found");
    expect(warnings.at(-1)).toMatch(/^The room roombbbb .* \(4 by now\)/);
  });
});
