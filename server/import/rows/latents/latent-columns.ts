import type { Report } from "../../report.ts";

interface ColumnOptions {
  isHeader: boolean;
  dim: number;
  report: Report;
}

/** What pandas calls the column of its index when it saves a table. */
const INDEX = /^(unnamed: 0|index)?$/i;

/**
 * Which columns of a table are the latents: all; all but pandas' index; or those whose names count up (`z0`, `z1`, …).
 * @param first the first line, names or numbers
 * @throws RangeError “it …” when as many as the decoder takes cannot be told
 */
export function chooseColumns(
  first: readonly string[],
  { isHeader, dim, report }: ColumnOptions,
): number[] {
  const all = first.map((_, column) => column);
  if (all.length === dim) return all;
  if (isHeader) {
    if (all.length === dim + 1 && INDEX.test(first[0] ?? "")) {
      report.line("Latents: the first column is the rows' index, left out.");
      return all.slice(1);
    }
    const counted = [...byPrefix(first)].find(([, columns]) => columns.length === dim);
    if (counted !== undefined) {
      const [prefix, columns] = counted;
      report.line(`Latents: the ${dim} columns whose names are “${prefix}” and a number.`);
      return columns;
    }
  }
  throw new RangeError(
    `it has ${all.length} columns, the decoder takes ${dim} numbers a row; keep those columns only`,
  );
}

function byPrefix(names: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [column, name] of names.entries()) {
    const [, prefix] = /^(.*?)\d+$/.exec(name) ?? [];
    if (prefix === undefined) continue;
    groups.set(prefix, [...(groups.get(prefix) ?? []), column]);
  }
  return groups;
}
