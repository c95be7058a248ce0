import { readFileSync } from "node:fs";

interface Column {
  name: string;
  type: string;
  required: boolean;
  key: boolean;
}

/** What the database must hold for one model. */
export interface Model {
  columns: Column[];
  /** Named as Prisma names them. */
  indexes: string[];
}

const SQL_TYPES: Record<string, string> = {
  String: "TEXT",
  Int: "INTEGER",
  Float: "REAL",
  DateTime: "DATETIME",
  Bytes: "BLOB",
};

/** Reads the models out of a schema.prisma; relation fields are no columns. */
export function readModels(path: URL): Record<string, Model> {
  const models = readFileSync(path, "utf8").matchAll(/^model (\w+) \{$(.*?)^\}$/gms);
  return Object.fromEntries(
    [...models].map(([, name = "", body = ""]) => [name, model(name, body)]),
  );
}

function model(name: string, body: string): Model {
  const lines = body.split("\n").map((line) => line.trim());
  const keys = lines.flatMap((line) => /^@@id\(\[(.+)\]\)/.exec(line)?.[1]?.split(", ") ?? []);
  const columns = lines
    .flatMap(column)
    .map((each) => ({ ...each, key: each.key || keys.includes(each.name) }));
  const unique = lines.flatMap((line) => /^(\w+) .*@unique/.exec(line)?.[1] ?? []);
  const indexed = lines.flatMap((line) => /^@@index\(\[(.+)\]\)/.exec(line)?.[1] ?? []);
  const indexes = [
    ...unique.map((field) => `${name}_${field}_key`),
    ...indexed.map((fields) => `${name}_${fields.replaceAll(", ", "_")}_idx`),
  ];
  return { columns, indexes: indexes.sort() };
}

function column(line: string): Column[] {
  const [, name = "", kind = "", mark] = /^(\w+)\s+(\w+)(\?|\[\])?/.exec(line) ?? [];
  const type = SQL_TYPES[kind];
  return type ? [{ name, type, required: mark !== "?", key: /@id\b/.test(line) }] : [];
}
