import { type Client, createClient } from "@libsql/client";
import { beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database.ts";
import { readModels } from "./prisma-schema.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const models = readModels(new URL("../../../prisma/sqlite/schema.prisma", import.meta.url));
const url = `file:${temporaryFolder()("schema.db")}`;

describe("the migrated database", () => {
  let client: Client;

  beforeAll(async () => {
    const prisma = await openDatabase(url, async () => {});
    await prisma.$disconnect();
    client = createClient({ url });
    return () => client.close();
  });

  async function names(sql: string): Promise<unknown[]> {
    return (await client.execute(sql)).rows.map(({ name }) => name);
  }

  it("[S19] has the models of schema.prisma and no other table", async () => {
    const tables = await names(
      `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table'
       AND "name" NOT LIKE 'sqlite_%' AND "name" <> '_prisma_migrations' ORDER BY "name"`,
    );
    expect(tables).toEqual(Object.keys(models).sort());
    expect(tables).toEqual(["Bookmark", "Image", "Path", "Room", "Tour"]);
  });

  it.each(Object.entries(models))("[S19] has the fields of %s", async (name, { columns }) => {
    const { rows } = await client.execute(`PRAGMA table_info("${name}")`);
    const found = rows.map((row) => ({
      name: row.name,
      type: row.type,
      required: row.notnull === 1,
      key: Number(row.pk) > 0,
    }));
    expect(found).toEqual(columns);
  });

  it.each(Object.entries(models))("[S19] has the indexes of %s", async (name, { indexes }) => {
    const found = await names(
      `SELECT "name" FROM "sqlite_master" WHERE "type" = 'index'
       AND "tbl_name" = '${name}' AND "name" NOT LIKE 'sqlite_%' ORDER BY "name"`,
    );
    expect(found).toEqual(indexes);
  });

  it("[S20] is in WAL mode, and Prisma's connection is set to last", async () => {
    const prisma = await openDatabase(url, async () => {});
    const pragma = async (name: string) => {
      const [row] = await prisma.$queryRawUnsafe<object[]>(`PRAGMA ${name}`);
      return String(Object.values(row ?? {})[0]);
    };
    expect(await pragma("journal_mode")).toBe("wal");
    expect(await pragma("synchronous")).toBe("2");
    expect(await pragma("foreign_keys")).toBe("1");
    expect(await pragma("busy_timeout")).toBe("1000");
    await prisma.$disconnect();
  });
});
