import type { Client, InStatement, Row } from "@libsql/client";
import { imageKey } from "../image-key.ts";
import { unpackLatent } from "./float32.ts";

/** `PRAGMA user_version` once all pictures lie in their own table; files of before have 0. */
const CONVERTED = 1;

/** Rows that are read, and written in one transaction. */
const BATCH = 100;

/**
 * Moves pictures that older versions kept as data: URLs inside bookmarks and paths to the table `Image`.
 * Done once for a file; interrupted or run twice at once, it goes on where it was. A row that cannot be
 * read is left as it is. Returns how many rows were changed.
 */
export async function convertImages(client: Client): Promise<number> {
  const { rows } = await client.execute("PRAGMA user_version");
  if (Number(rows[0]?.user_version) >= CONVERTED) return 0;
  const changed =
    (await convert(client, "Bookmark", "image", bookmarkImage)) +
    (await convert(client, "Path", "stops", stopImages));
  await client.execute(`PRAGMA user_version = ${CONVERTED}`);
  return changed;
}

/** The column's new value and the pictures that were in the old one; null when there were none. */
type Convert = (row: Row) => { value: string; pngs: Map<string, Uint8Array> } | null;

async function convert(client: Client, table: string, column: string, change: Convert) {
  let changed = 0;
  for (let last = -1; ; ) {
    const { rows } = await client.execute({
      sql: `SELECT * FROM "${table}" WHERE "seq" > ? ORDER BY "seq" LIMIT ${BATCH}`,
      args: [last],
    });
    const end = rows.at(-1);
    if (!end) return changed;
    last = Number(end.seq);
    const statements = rows.flatMap((row) => {
      const converted = attempt(() => change(row));
      if (!converted) return [];
      changed += 1;
      return [
        ...[...converted.pngs].map(
          ([key, png]): InStatement => ({
            sql: `INSERT OR IGNORE INTO "Image" ("roomId", "key", "png") VALUES (?, ?, ?)`,
            args: [row.roomId ?? null, key, png],
          }),
        ),
        // A row that someone changed meanwhile is no longer this one.
        {
          sql: `UPDATE "${table}" SET "${column}" = ? WHERE "seq" = ? AND "${column}" = ?`,
          args: [converted.value, row.seq ?? null, row[column] ?? null],
        },
      ];
    });
    if (statements.length > 0) await client.batch(statements, "write");
  }
}

function bookmarkImage({ image, weightsHash, z }: Row): ReturnType<Convert> {
  if (!isUrl(image)) return null;
  const key = imageKey(String(weightsHash), unpackLatent(new Uint8Array(z as ArrayBuffer)));
  return { value: key, pngs: picture(key, image) };
}

function stopImages({ stops, weightsHash }: Row): ReturnType<Convert> {
  const pngs = new Map<string, Uint8Array>();
  let found = false;
  const converted = (JSON.parse(String(stops)) as Record<string, unknown>[]).map((stop) => {
    if (!("thumbnail" in stop)) return stop;
    found = true;
    const { thumbnail, ...rest } = stop;
    const bytes = new Uint8Array(Buffer.from(String(rest.z), "base64"));
    const key = imageKey(String(weightsHash), unpackLatent(bytes));
    for (const [name, png] of picture(key, thumbnail)) pngs.set(name, png);
    return { ...rest, image: key };
  });
  return found ? { value: JSON.stringify(converted), pngs } : null;
}

/** Old rows may hold an empty text instead of a picture: those only get their key. */
function isUrl(image: unknown): boolean {
  return image === "" || String(image).startsWith("data:");
}

function picture(key: string, url: unknown): Map<string, Uint8Array> {
  const base64 = /^data:image\/png;base64,(.+)$/s.exec(String(url))?.[1];
  return new Map(base64 ? [[key, new Uint8Array(Buffer.from(base64, "base64"))]] : []);
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
