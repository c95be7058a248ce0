import type { LabelColumn } from "./label-column.ts";

/**
 * Labels as JSON: a list of values, a list of objects with the same names, or an object of lists.
 * @throws RangeError “it …” for anything else
 */
export function jsonColumns(text: string): LabelColumn[] {
  const data = parseJson(text);
  if (!Array.isArray(data)) {
    if (!isObject(data)) throw wrongForm();
    return Object.entries(data).map(([name, values]) => {
      if (!Array.isArray(values)) throw wrongForm();
      return { name, values: values.map(toText) };
    });
  }
  if (!data.some(isObject)) return [{ name: null, values: data.map(toText) }];
  const rows = data.map((row) => {
    if (!isObject(row)) throw wrongForm();
    return new Map(Object.entries(row));
  });
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return names.map((name) => ({ name, values: rows.map((row) => toText(row.get(name) ?? null)) }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RangeError("it is no JSON", { cause });
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function toText(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "object") throw wrongForm();
  return String(value).trim();
}

const wrongForm = () =>
  new RangeError("it is neither a list of labels, nor a list of objects, nor an object of lists");
