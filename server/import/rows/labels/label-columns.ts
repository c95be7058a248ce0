import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { LABELS_MAX_BYTES } from "../bounds.ts";
import { fileError } from "../file-error.ts";
import { decodeText } from "../text/decode-text.ts";
import { arrayColumns, packedColumns } from "./array-columns.ts";
import { jsonColumns } from "./json-columns.ts";
import { checkLength, type LabelColumn } from "./label-column.ts";
import { lineColumns, tableColumns } from "./table-columns.ts";

/** @param rows how many latents there are: decides whether a first line is names. @throws RangeError “it …” */
type Reader = (bytes: Uint8Array, rows: number) => LabelColumn[];

const text =
  (read: (text: string, rows: number) => LabelColumn[]): Reader =>
  (bytes, rows) =>
    read(decodeText(bytes), rows);

const READERS: Record<string, Reader> = {
  ".csv": text(tableColumns),
  ".tsv": text(tableColumns),
  ".txt": text(lineColumns),
  ".json": text(jsonColumns),
  ".npy": arrayColumns,
  ".npz": packedColumns,
};

/** The columns of a file of labels, each of `rows` values. Rejects with ImportError, which names the file. */
export async function readLabelColumns(file: string, rows: number): Promise<LabelColumn[]> {
  try {
    const read = READERS[extname(file).toLowerCase()];
    if (read === undefined)
      throw new RangeError(`labels are read from ${Object.keys(READERS).join(", ")}`);
    const { size } = await stat(file);
    if (size > LABELS_MAX_BYTES) throw new RangeError("it is larger than 256 MB");
    const columns = read(await readFile(file), rows);
    if (columns.length === 0) throw new RangeError("it holds no labels");
    for (const { values } of columns) checkLength(values.length, rows);
    return columns;
  } catch (cause) {
    throw fileError(file, cause);
  }
}
