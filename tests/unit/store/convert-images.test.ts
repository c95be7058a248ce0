import { describe, expect, it } from "vitest";
import { imageKey } from "../../../server/image-key.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { allRows, withClient } from "./all-rows.ts";
import { makeOldDatabase, OLD_PNG, OLD_Z } from "./old-database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const file = temporaryFolder();

describe("a database of the first version", { timeout: 60_000 }, () => {
  it("[S26] gives every picture back byte for byte, and the rooms a new lease", async () => {
    const url = `file:${file("old.db")}`;
    await makeOldDatabase(url, 250);
    const opened = new Date();
    const store = await openStore({ url });
    const bookmarks = await store.bookmarks("roomaaaa");
    expect(bookmarks).toHaveLength(250);
    for (const [i, { image, z }] of bookmarks.entries()) {
      expect(z).toEqual(OLD_Z(i).map(Math.fround));
      expect(image).toBe(imageKey("w1", OLD_Z(i)));
      expect(await store.image("roomaaaa", image)).toEqual(OLD_PNG(i));
    }
    const [room, keys] = await Promise.all([store.room("roomaaaa"), store.roomKeys("roomaaaa")]);
    expect(room).toMatchObject({ link: "edit", hosted: false, bytesPerSecond: null });
    expect(keys).toEqual({ host: null, cohost: null });
    const [path] = await store.paths("roomaaaa");
    expect(path).toMatchObject({ revision: 1, name: "p", stops: [{ label: "s0" }, {}, {}] });
    const pictures = path?.stops.map(({ image }) => store.image("roomaaaa", image)) ?? [];
    // The second stop had no picture of its own, but a place is where it is.
    expect(await Promise.all(pictures)).toEqual([OLD_PNG(0), OLD_PNG(1), OLD_PNG(500 % 256)]);
    expect(await store.purge(opened)).toBe(0);
    await store.close();

    const once = await allRows(url);
    await (await openStore({ url })).close();
    expect(await allRows(url)).toEqual(once);
  });

  it("[S26] goes on where it was interrupted, and leaves what it cannot read", async () => {
    const url = `file:${file("broken.db")}`;
    await makeOldDatabase(url, 3);
    await withClient(url, (client) =>
      client.executeMultiple(
        `UPDATE "Bookmark" SET "z" = x'00' WHERE "seq" = 2; UPDATE "Path" SET "stops" = '[{';`,
      ),
    );
    await (await openStore({ url })).close();
    // As if the process had ended after the first rows: the rest is still to be done.
    await withClient(url, (client) =>
      client.executeMultiple(
        `PRAGMA user_version = 0; UPDATE "Bookmark" SET "image" = '' WHERE "seq" = 3;`,
      ),
    );
    const warnings: string[] = [];
    const store = await openStore({ url, warn: (message) => warnings.push(message) });
    const bookmarks = await store.bookmarks("roomaaaa");
    expect(bookmarks.map(({ id }) => id)).toEqual(["place0", "place2"]);
    expect(await store.paths("roomaaaa")).toEqual([]);
    expect(warnings).toHaveLength(2);
    await store.close();
    const { Bookmark, Path } = await allRows(url);
    expect(Bookmark?.[1]).toContain("data:image/png;base64,iVBORwEA//4B");
    expect(Path?.[0]).toContain("[{");
  });
});

describe("the key of a picture", () => {
  it("[S27] is a hash of weights and float32 latent that never changes", () => {
    const key = imageKey("w1", [0.1, -2, 0]);
    // printf 'w1\xcd\xcc\xcc\x3d\0\0\0\xc0\0\0\0\0' | sha256sum, in base64url
    expect(key).toBe("326poKPNYZZ4bUM7");
    expect(imageKey("w1", Float32Array.of(0.1, -2, 0))).toBe(key);
    expect(imageKey("w2", [0.1, -2, 0])).not.toBe(key);
    expect(imageKey("w1", [0.1, -2, 1e-30])).not.toBe(key);
  });
});
