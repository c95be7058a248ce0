/** Most telling first: a comma may be a decimal comma, a space part of a name. */
const DELIMITERS = ["\t", ";", ","] as const;

/** What separates the cells of a table, by its first line: one of these, or spaces between numbers, as NumPy's savetxt has it. */
export function delimiterOf(text: string): string {
  const [first = ""] = text.split(/[\r\n]+/).filter((line) => !/^\s*(#|$)/.test(line));
  const line = first.replace(/"[^"]*"/g, "");
  const found = DELIMITERS.find((delimiter) => line.includes(delimiter));
  if (found !== undefined) return found;
  const words = line.trim().split(/ +/);
  return words.length > 1 && words.every((word) => isNumber(word)) ? " " : ",";
}

const MISSING = /^(nan|null)?$/i;

/** A cell in which nothing stands, as pandas and others write it. */
export const isMissing = (cell: string): boolean => MISSING.test(cell);

/** A number as programs write it; with a decimal comma too, where cells are not separated by commas. NaN for what is none. */
export function cellNumber(cell: string, delimiter: string): number {
  if (cell === "") return Number.NaN;
  const plain = Number(cell);
  if (!Number.isNaN(plain) || delimiter === ",") return plain;
  return /^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(cell) ? Number(cell.replace(",", ".")) : Number.NaN;
}

/** Infinite ones, and what stands for none, included. */
export const isNumber = (cell: string, delimiter = ","): boolean =>
  /^[+-]?inf(inity)?$/i.test(cell) || isMissing(cell) || !Number.isNaN(cellNumber(cell, delimiter));
