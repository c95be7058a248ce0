import { type Client, createClient } from "@libsql/client";

/** Every row of every table of a file, to be compared. */
export async function allRows(url: string): Promise<Record<string, unknown[]>> {
  return await withClient(url, async (client) => {
    const { rows } = await client.execute(
      `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' ORDER BY "name"`,
    );
    const tables: Record<string, unknown[]> = {};
    for (const { name } of rows) {
      const found = await client.execute(`SELECT * FROM "${name}" ORDER BY 1, 2`);
      tables[String(name)] = found.rows.map((row) =>
        found.columns.map((column) => plain(row[column])),
      );
    }
    return tables;
  });
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

function plain(value: unknown): unknown {
  return value instanceof ArrayBuffer ? Buffer.from(value).toString("hex") : value;
}
