import { type NpyArray, parseNpy } from "../../../files/npy.ts";
import { parseNpz } from "../../../files/npz.ts";
import { UNPACKED_MAX_BYTES } from "../bounds.ts";
import { checkLength, type LabelColumn } from "./label-column.ts";

/** A `.npy` file: a label a row, a row of several, or one-hot. */
export function arrayColumns(bytes: Uint8Array, rows: number): LabelColumn[] {
  return columnsOf(parseNpy(bytes), rows);
}

/** A `.npz` file: each array with a label for each row, under its name; others are passed over. */
export function packedColumns(bytes: Uint8Array, rows: number): LabelColumn[] {
  const arrays = parseNpz(bytes, { maxBytes: UNPACKED_MAX_BYTES });
  const fitting = [...arrays].filter(([, { shape }]) => shape.length === 1 && shape[0] === rows);
  const [[, first] = []] = arrays;
  // Of a single array the sentence tells both numbers.
  if (arrays.size === 1 && first !== undefined) return columnsOf(first, rows);
  if (fitting.length === 0) throw new RangeError(`it holds no array of ${rows} labels`);
  return fitting.flatMap(([name, array]) =>
    columnsOf(array, rows).map((column) => ({ ...column, name })),
  );
}

/** Columns that say of each row which one it is, as `to_categorical` writes labels. */
const MOST_COLUMNS = 1024;

function columnsOf({ shape, values }: NpyArray, rows: number): LabelColumn[] {
  const [length = 0, width = 1] = shape;
  if (shape.length === 0 || shape.length > 2)
    throw new RangeError(`it has the shape ${shape.join(" × ")}, not one label a row`);
  checkLength(length, rows);
  if (width > MOST_COLUMNS) throw new RangeError(`it has ${width} columns`);
  const texts = Array.from(values as ArrayLike<number | string>, (value) =>
    Number.isNaN(value) ? "" : String(value).trim(),
  );
  if (width > 1 && isOneHot(texts, width))
    return [
      { name: null, values: Array.from({ length }, (_, row) => String(hotOf(texts, row, width))) },
    ];
  return Array.from({ length: width }, (_, column) => ({
    name: null,
    values: Array.from({ length }, (_unused, row) => texts[row * width + column] ?? ""),
  }));
}

function isOneHot(texts: readonly string[], width: number): boolean {
  for (let start = 0; start < texts.length; start += width) {
    const row = texts.slice(start, start + width);
    if (row.filter((text) => text === "1").length !== 1) return false;
    if (row.filter((text) => text === "0").length !== width - 1) return false;
  }
  return true;
}

const hotOf = (texts: readonly string[], row: number, width: number) =>
  texts.slice(row * width, (row + 1) * width).indexOf("1");
