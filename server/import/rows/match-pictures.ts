import { ImportError } from "../import-error.ts";
import type { Picture } from "../pictures/list-pictures.ts";
import type { Report } from "../report.ts";
import { count } from "./bounds.ts";
import type { LabelColumn } from "./labels/label-column.ts";

interface MatchOptions {
  /** How sentences call the folder. */
  folder: string;
  columns: readonly LabelColumn[];
  rows: number;
  report: Report;
}

const FILE_COLUMN = /^(file|filename|file_name|path|image|image_id)$/i;

/**
 * Which picture belongs to which row: the one that a column of the labels names, else the n-th by name. That column is
 * no label.
 * @throws ImportError when they do not fit, or two orders of the names are possible
 */
export function matchPictures(
  pictures: readonly Picture[],
  { folder, columns, rows, report }: MatchOptions,
): { files: string[]; labels: LabelColumn[] } {
  const column = columns.find(({ name }) => FILE_COLUMN.test(name ?? ""));
  if (column !== undefined) {
    const files = byColumn(pictures, column, folder);
    report.line(`Pictures: by the column “${column.name}” of the labels.`);
    return { files, labels: columns.filter((other) => other !== column) };
  }
  if (pictures.length !== rows)
    throw new ImportError(
      `${folder} has ${count(pictures.length)} pictures, the latents have ${count(rows)} rows; name each row's picture in a column “file” of --labels.`,
    );
  return { files: inOrder(pictures, folder, report), labels: [...columns] };
}

/** Names are looked up among those of the folder; none is ever made into a path. */
function byColumn(pictures: readonly Picture[], column: LabelColumn, folder: string): string[] {
  const byName = new Map<string, string>();
  for (const { name, path } of pictures) {
    byName.set(name, path);
    byName.set(name.split("/").at(-1) ?? name, path);
  }
  const bare = new Map([...byName].map(([name, path]) => [name.replace(/\.[^.]+$/, ""), path]));
  return column.values.map((value, row) => {
    const name = value.replaceAll("\\", "/").replace(/^\.\//, "");
    const base = name.split("/").at(-1) ?? name;
    const path = byName.get(name) ?? byName.get(base) ?? bare.get(base);
    if (path === undefined)
      throw new ImportError(
        `Row ${row + 1} of the labels names the picture “${value.slice(0, 60)}”, which is not in ${folder}.`,
      );
    return path;
  });
}

/** By their characters, and by the numbers in them: 2 before 10. Where they differ, only a plain count is clear. */
function inOrder(pictures: readonly Picture[], folder: string, report: Report): string[] {
  const byCharacter = pictures.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { compare } = new Intl.Collator("en", { numeric: true });
  const byNumber = pictures.toSorted((a, b) => compare(a.name, b.name));
  const differ = byNumber.findIndex(({ path }, place) => path !== byCharacter[place]?.path);
  if (differ < 0) report.line("Pictures: sorted by name, one a row.");
  else if (isCount(byNumber)) report.line("Pictures: by the number in their names, one a row.");
  else
    throw new ImportError(
      `The pictures in ${folder} have two orders: by characters “${byCharacter[differ]?.name}” is number ${differ + 1}, by numbers “${byNumber[differ]?.name}”; name each row's picture in a column “file” of --labels.`,
    );
  return byNumber.map(({ path }) => path);
}

/** Names that are alike but for a number that counts up from 0 or 1. */
function isCount(pictures: readonly Picture[]): boolean {
  const frames = new Set(pictures.map(({ name }) => name.replace(/\d+(?=\D*$)/, "#")));
  const numbers = pictures.map(({ name }) => Number(/\d+(?=\D*$)/.exec(name)?.[0]));
  const [first = -1] = numbers;
  return (
    frames.size === 1 && first <= 1 && numbers.every((number, place) => number === first + place)
  );
}
