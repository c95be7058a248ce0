import type { Attribute } from "../../../protocol/dataset.ts";
import { isMissing } from "../text/delimiter.ts";
import type { LabelColumn } from "./label-column.ts";
import { nameBytes } from "./name-bytes.ts";

/** A byte for each row; `UNKNOWN` where nothing is told. */
export interface DescribedColumn {
  attribute: Attribute;
  bytes: Uint8Array;
  /** One sentence about what it was taken for. */
  told: string;
}

export const UNKNOWN = 255;
const NUMBER_STEPS = 254;
/** Whole numbers with so many different ones at most are names: classes are usually numbered. */
const CLASSES_MAX = 20;
/** Where some rows have none, one is left for “not known”. */
const NAMES_MAX = 64;
/** Of a name, in characters. */
const NAME_MAX = 60;
const COLUMN_NAME_MAX = 40;

/** What a column of labels is: names, or numbers on a scale. Null where it tells a row from every other, as a key does. */
export function describeColumn(
  { name, values }: LabelColumn,
  place: number,
): DescribedColumn | null {
  const column =
    cut(plain(name ?? ""), COLUMN_NAME_MAX) || (place === 0 ? "label" : `label ${place + 1}`);
  const texts = values.map((value) => (isMissing(value) ? "" : cut(plain(value), NAME_MAX)));
  const distinct = new Set(texts);
  distinct.delete("");
  const numbers = [...distinct].map(Number);
  const areNumbers = distinct.size > 1 && numbers.every(Number.isFinite);
  if (areNumbers && !(numbers.every(Number.isInteger) && new Set(numbers).size <= CLASSES_MAX))
    return onScale(column, texts);
  const known = texts.filter((text) => text !== "").length;
  if (distinct.size > NAMES_MAX && distinct.size * 2 > known) return null;
  // pandas turns whole numbers into “1.0” where some are absent.
  const named = areNumbers ? texts.map((text) => (text === "" ? "" : String(Number(text)))) : texts;
  const { names, bytes, others } = nameBytes(
    named,
    known < texts.length ? NAMES_MAX - 1 : NAMES_MAX,
  );
  const rest = others > 0 ? `; ${others} rarer ones are “other”` : "";
  const how = areNumbers ? "whole numbers with few different ones, taken as names" : "names";
  return {
    attribute: { kind: "names", name: column, names },
    bytes,
    told: `“${column}”: ${how} (${distinct.size})${rest}.`,
  };
}

function onScale(name: string, texts: readonly string[]): DescribedColumn {
  const numbers = texts.map((text) => (text === "" ? Number.NaN : Number(text)));
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of numbers) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const step = (max - min) / NUMBER_STEPS;
  const bytes = Uint8Array.from(numbers, (value) =>
    Number.isNaN(value) ? UNKNOWN : Math.round((value - min) / step),
  );
  return {
    attribute: { kind: "number", name, min, max },
    bytes,
    told: `“${name}”: numbers from ${min} to ${max}, a continuous scale.`,
  };
}

/** Composed characters in one form, and none that controls a terminal or turns the direction of writing. */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ")
    .trim();
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let kept = "";
  for (const character of characters) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
