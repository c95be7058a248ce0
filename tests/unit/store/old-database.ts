import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packLatent } from "../../../server/store/float32.ts";
import { withClient } from "./all-rows.ts";

const NAME = "20261123000000_rooms_bookmarks_paths";

/** A PNG of nobody, but bytes that text would lose. */
export const OLD_PNG = (i: number) => new Uint8Array([137, 80, 78, 71, i, 0, 255, 254, i]);
export const OLD_Z = (i: number) => [i, -i / 3, Math.fround(0.1)];
const url = (i: number) => `data:image/png;base64,${Buffer.from(OLD_PNG(i)).toString("base64")}`;

/** Makes a file as the first version did: its migration, its own table of migrations, pictures in rows. */
export async function makeOldDatabase(at: string, places: number): Promise<void> {
  const sql = readFileSync(
    new URL(`../../../prisma/sqlite/migrations/${NAME}/migration.sql`, import.meta.url),
    "utf8",
  );
  const checksum = createHash("sha256").update(sql).digest("hex");
  const time = "2026-01-01T00:00:00.000+00:00";
  await withClient(at, async (client) => {
    await client.executeMultiple(
      `CREATE TABLE "_migrations"
       ("name" TEXT NOT NULL PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" DATETIME NOT NULL);
       INSERT INTO "_migrations" VALUES ('${NAME}', '${checksum}', '2026-11-23T10:11:12.345Z');
       ${sql}
       INSERT INTO "Room" VALUES ('roomaaaa', 'A', 'digits-3d', '${time}');`,
    );
    await client.batch(
      Array.from({ length: places }, (_, i) => ({
        sql: `INSERT INTO "Bookmark" VALUES (?, ?, 'roomaaaa', 'n', 'digits-3d', 'w1', ?, NULL, 'Ada', ?, ?, NULL)`,
        args: [i + 1, `place${i}`, packLatent(OLD_Z(i)), url(i), time],
      })),
      "write",
    );
    const stops = [0, 1, 500].map((i) => ({
      label: `s${i}`,
      z: Buffer.from(packLatent(OLD_Z(i))).toString("base64"),
      thumbnail: i === 1 ? "" : url(i),
    }));
    await client.execute({
      sql: `INSERT INTO "Path" VALUES (1, 'pathaaaa', 'roomaaaa', 'p', 'digits-3d', 'w1', 'lerp', 9, ?, 'Ada', ?, NULL)`,
      args: [JSON.stringify(stops), time],
    });
  });
}
