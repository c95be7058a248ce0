import Papa from "papaparse";
import { delimiterOf, isNumber } from "../text/delimiter.ts";
import type { LabelColumn } from "./label-column.ts";

/** A table with or without names of columns: it has some if it has a line more than there are rows. */
export function tableColumns(text: string, rows: number): LabelColumn[] {
  return columnsOf(withoutLastEmpty(parseTable(text)), rows);
}

/** A label a line, as it stands there, commas included; tabs separate columns. */
export function lineColumns(text: string, rows: number): LabelColumn[] {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  return columnsOf(
    lines.map((line) => line.split("\t").map((cell) => cell.trim())),
    rows,
  );
}

function parseTable(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const [broken] = errors.filter(({ type }) => type === "Quotes");
  if (broken !== undefined)
    throw new RangeError(
      `it is no table: its line ${(broken.row ?? 0) + 1} opens a quotation mark that is not closed`,
    );
  return data.map((cells) => cells.map((cell) => cell.trim()));
}

/** Lines at the end in which nothing stands. */
function withoutLastEmpty(lines: string[][]): string[][] {
  const last = lines.findLastIndex((cells) => cells.some((cell) => cell !== ""));
  return lines.slice(0, last + 1);
}

function columnsOf(lines: string[][], rows: number): LabelColumn[] {
  const hasNames = lines.length === rows + 1 || looksNamed(lines);
  const body = hasNames ? lines.slice(1) : lines;
  const [first = []] = lines;
  // An empty line is a row of which nothing is told.
  const uneven = body.findIndex(({ length }) => length !== first.length && length > 1);
  if (uneven >= 0)
    throw new RangeError(
      `its line ${uneven + (hasNames ? 2 : 1)} has ${body[uneven]?.length} cells, not ${first.length}`,
    );
  return first.map((name, column) => ({
    name: hasNames ? name : null,
    values: body.map((cells) => cells[column] ?? ""),
  }));
}

/** A column of numbers all but the first: that one is its name. */
function looksNamed([first = [], ...body]: string[][]): boolean {
  return (
    body.length > 0 &&
    first.some(
      (name, column) => !isNumber(name) && body.every((cells) => isNumber(cells[column] ?? "")),
    )
  );
}
