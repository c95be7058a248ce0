import sharp, { type Sharp } from "sharp";
import { cellBytes, type ImageSet, pixelsOf } from "./image-set.ts";

const COLUMNS = 100;
/** A WebP file is at most so wide and high. */
const WEBP_MAX_PIXELS = 16_383;
/** Larger images are made smaller for the cloud, where a point is seldom larger than this. */
const CELL_MAX = 64;
/** Strokes and folds of cloth stay whole, and 10,000 glyphs take under 1 MB. */
const QUALITY = 16;

/** Side of a square cell of the small picture, and images in a row of both. */
export interface AtlasLayout {
  cell: number;
  columns: number;
}

/** @throws RangeError when so many images of this size do not fit one file */
export function atlasLayout({ imageShape, count }: ImageSet): AtlasLayout {
  const [height, width] = imageShape;
  const cell = Math.min(CELL_MAX, Math.max(height, width));
  const columns = Math.min(COLUMNS, Math.floor(WEBP_MAX_PIXELS / Math.max(width, cell)));
  const rows = Math.ceil(count / columns);
  if (columns === 0 || rows * Math.max(height, cell) > WEBP_MAX_PIXELS)
    throw new RangeError(`${count} images of ${height}×${width} pixels do not fit one picture.`);
  return { cell, columns };
}

/** All images side by side, row by row, as a lossy WebP file: square cells, an image in the middle of each, black around. */
export async function makeAtlas(set: ImageSet): Promise<Buffer> {
  const { cell, columns } = atlasLayout(set);
  const [height, width, channels] = set.imageShape;
  const square = height === cell && width === cell;
  const cells = square ? cellBytes(set) : await squares(set, cell);
  return await tile(cells, { shape: [cell, cell, channels], columns })
    .webp({ quality: QUALITY, effort: 6 })
    .toBuffer();
}

/** The same with every pixel as it is, in cells of the images' own shape. */
export async function makeExactAtlas(set: ImageSet): Promise<Buffer> {
  const { columns } = atlasLayout(set);
  return await tile(cellBytes(set), { shape: set.imageShape, columns })
    .webp({ lossless: true, effort: 6 })
    .toBuffer();
}

async function squares(set: ImageSet, cell: number): Promise<Uint8Array> {
  const [height, width, channels] = set.imageShape;
  const bytes = cellBytes(set);
  const size = pixelsOf(set);
  const result = new Uint8Array(set.count * cell * cell * channels);
  for (let row = 0; row < set.count; row++) {
    const image = bytes.subarray(row * size, (row + 1) * size);
    const options = { fit: "contain", background: "#000", withoutEnlargement: false } as const;
    const pixels = await sharp(image, { raw: { width, height, channels } })
      .resize(cell, cell, options)
      .toColourspace(channels === 1 ? "b-w" : "srgb")
      .raw()
      .toBuffer();
    result.set(pixels, row * cell * cell * channels);
  }
  return result;
}

function tile(
  cells: Uint8Array,
  { shape, columns }: { shape: ImageSet["imageShape"]; columns: number },
): Sharp {
  const [height, cellWidth, channels] = shape;
  const line = cellWidth * channels;
  const count = cells.length / (height * line);
  const rowsOfCells = Math.ceil(count / columns);
  const width = columns * line;
  const pixels = Buffer.alloc(width * rowsOfCells * height);
  for (let row = 0; row < count * height; row++) {
    const image = Math.floor(row / height);
    const top = Math.floor(image / columns) * height + (row % height);
    const start = top * width + (image % columns) * line;
    pixels.set(cells.subarray(row * line, (row + 1) * line), start);
  }
  const raw = { width: width / channels, height: rowsOfCells * height, channels };
  return sharp(pixels, { raw });
}
