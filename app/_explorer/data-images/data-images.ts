import { DATASET_FILES } from "../../../server/protocol/artifact-files.ts";
import type { Dataset } from "../../../server/protocol/dataset.ts";
import { dataFile } from "../files.ts";
import { withoutAlpha } from "../image-files/read-pixels.ts";
import { type CellReader, openCells } from "./cells.ts";

/** A data set's images with each pixel as it is, unlike the thumbnails of the cloud. */
export interface DataImages {
  /** height × width × channels of the image that is shown in this row, 0..255. */
  row: (row: number) => Uint8Array<ArrayBuffer>;
}

type Described = Pick<Dataset, "id" | "hash" | "imageShape" | "atlas">;

/** A picture of 10,000 digits takes 31 MB once it is unpacked. */
const KEPT = 2;
const opened = new Map<string, Promise<CellReader>>();

/**
 * Fetches them once for all who ask; of the last two data sets they are kept, so ask again
 * for each use instead of keeping the answer.
 * @param open reads the file into cells, for tests
 * @throws Error with a sentence for developers, TypeError when there is no network
 */
export async function openDataImages(
  dataset: Described,
  open: (file: string) => Promise<CellReader> = openCells,
): Promise<DataImages> {
  const { hash, imageShape, atlas } = dataset;
  const [height, width, channels] = imageShape;
  const reading = opened.get(hash) ?? open(dataFile(dataset, DATASET_FILES.images));
  opened.delete(hash);
  opened.set(hash, reading);
  reading.catch(() => opened.delete(hash));
  for (const [old, cells] of opened) {
    if (opened.size <= KEPT) break;
    opened.delete(old);
    cells.then((reader) => reader.close()).catch(() => {});
  }
  const cells = await reading;
  return {
    row(row) {
      const left = (row % atlas.columns) * width;
      const top = Math.floor(row / atlas.columns) * height;
      return withoutAlpha(cells.read({ left, top, width, height }), channels);
    },
  };
}
