import type { Dataset } from "../../protocol/dataset.ts";
import type { Report } from "../report.ts";
import type { DataRows } from "../rows/open-rows.ts";
import type { AtlasLayout } from "./atlas-layout.ts";
import { pictureReader, type ReadPictures } from "./picture-reader.ts";
import { createSheet, type Sheet } from "./sheet.ts";
import { shrinker } from "./shrink.ts";

/** Draws standardised rows: bytes, row-major, channels last. */
export type Decode = (codes: Float32Array, count: number) => Promise<Uint8Array>;

export interface Drawing {
  rows: DataRows;
  imageShape: Dataset["imageShape"];
  /** Asked for the pictures where none are given. */
  decode: Decode;
  report: Report;
}

/** Pixels that are held between two steps. */
const BLOCK_BYTES = 16 * 2 ** 20;
const BLOCK_ROWS_MAX = 256;

/**
 * Draws all pictures into the sheets, in blocks, so that memory is bounded whatever their number.
 * @param onPixels sees the pixels of all of them, in the order of the rows
 */
export async function drawSheets(
  drawing: Drawing,
  { atlas: { cell, columns }, rows: lines, exact }: AtlasLayout,
  onPixels: (pixels: Uint8Array) => void,
): Promise<{ thumbnails: Sheet; images: Sheet | null }> {
  const { rows, imageShape, report } = drawing;
  const [height, width, channels] = imageShape;
  const size = height * width * channels;
  const grid = { columns, rows: lines };
  const thumbnails = createSheet([cell, cell, channels], grid);
  const images = exact ? createSheet(imageShape, grid) : null;
  const shrink = shrinker(imageShape, cell);
  const read = readerOf(drawing);
  const what = rows.files === null ? "Drawing pictures" : "Reading pictures";
  const step = Math.max(1, Math.min(BLOCK_ROWS_MAX, Math.floor(BLOCK_BYTES / size)));
  for await (const { from, pixels } of readAhead(read, { count: rows.count, step })) {
    onPixels(pixels);
    const taken = pixels.length / size;
    for (let place = 0; place < taken; place++) {
      const image = pixels.subarray(place * size, (place + 1) * size);
      thumbnails.put(from + place, shrink(image));
      images?.put(from + place, image);
    }
    report.progress(what, from + taken, rows.count);
  }
  return { thumbnails, images };
}

/** Blocks in their order; the decoder, which has a process of its own, draws the next while one is made small. */
async function* readAhead(
  read: ReadPictures,
  { count, step }: { count: number; step: number },
): AsyncGenerator<{ from: number; pixels: Uint8Array }> {
  let next = read(0, Math.min(count, step));
  for (let from = 0; from < count; from += step) {
    const pixels = await next;
    const after = from + step;
    if (after < count) {
      next = read(after, Math.min(count, after + step));
      // Heard when it is awaited, unless another failure has ended all before.
      next.catch(() => {});
    }
    yield { from, pixels };
  }
}

function readerOf({ rows, imageShape, decode }: Drawing): ReadPictures {
  if (rows.files !== null) return pictureReader(rows.files, imageShape);
  return async (from, to) => await decode(await rows.codes(from, to), to - from);
}
