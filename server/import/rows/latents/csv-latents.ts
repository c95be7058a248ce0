import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import Papa from "papaparse";
import { rowsAtOnce } from "../bounds.ts";
import { decodeText } from "../text/decode-text.ts";
import { cellNumber, delimiterOf, isMissing, isNumber } from "../text/delimiter.ts";
import { chooseColumns } from "./latent-columns.ts";
import type { LatentBlocks, LatentOptions } from "./latent-source.ts";

/** A first line of 1,024 numbers has two dozen characters each. */
const BEGINNING_BYTES = 64 * 1024;

/**
 * Latents of a `.csv` file, a row a line, with or without names of columns. Empty cells and “nan” are NaN.
 * Rejects with RangeError “it …”.
 */
export async function* csvLatents(file: string, { dim, report }: LatentOptions): LatentBlocks {
  const { size } = await stat(file);
  const delimiter = delimiterOf(await beginningOf(file));
  const block = new Float32Array(rowsAtOnce(dim) * dim);
  let filled = 0;
  let columns: readonly number[] | null = null;
  let width = 0;
  for await (const { cells, line, bytes } of linesOf(file, delimiter)) {
    if (columns === null) {
      const isHeader = cells.some((cell) => !isNumber(cell.trim(), delimiter));
      columns = chooseColumns(cells, { isHeader, dim, report });
      width = cells.length;
      if (isHeader) continue;
    }
    if (cells.length !== width)
      throw new RangeError(`its line ${line} has ${cells.length} cells, not ${width}`);
    for (const column of columns)
      block[filled++] = toNumber(cells[column] ?? "", { delimiter, column, line });
    if (filled < block.length) continue;
    report.progress("Reading latents, MB", Math.round(bytes / 1e6), Math.round(size / 1e6));
    yield block.slice();
    filled = 0;
  }
  if (filled > 0) yield block.slice(0, filled);
}

interface Line {
  cells: string[];
  line: number;
  /** Read so far. */
  bytes: number;
}

async function* linesOf(file: string, delimiter: string): AsyncGenerator<Line> {
  const bytes = createReadStream(file, { encoding: "utf8" });
  const cells = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter, comments: "#" });
  // What either of the two fails by, the loop below throws.
  pipeline(bytes, cells, () => {});
  let line = 0;
  for await (const found of cells as AsyncIterable<string[]>) {
    line += 1;
    if (line === 1) found[0] = (found[0] ?? "").replace(/^\ufeff/, "");
    // Several spaces in a row are one.
    const record = delimiter === " " ? found.filter((cell) => cell !== "") : found;
    if (record.every((cell) => cell === "")) continue;
    yield { cells: record, line, bytes: bytes.bytesRead };
  }
}

function toNumber(text: string, { delimiter, column, line }: Cell): number {
  const cell = text.trim();
  const plain = Number(cell);
  if (cell !== "" && !Number.isNaN(plain)) return plain;
  if (isMissing(cell)) return Number.NaN;
  if (!isNumber(cell, delimiter))
    throw new RangeError(
      `its line ${line}, column ${column + 1} is “${cell.slice(0, 20)}”, no number`,
    );
  return cellNumber(cell, delimiter);
}

interface Cell {
  delimiter: string;
  column: number;
  line: number;
}

/** Text that is not UTF-8 is found here. */
async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const bytes = new Uint8Array(BEGINNING_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    const beginning = bytes.subarray(0, bytesRead);
    // Cut where a line ends, so that no character is cut.
    const end = beginning.lastIndexOf(10);
    return decodeText(end > 0 ? beginning.subarray(0, end) : beginning);
  } finally {
    await handle.close();
  }
}
