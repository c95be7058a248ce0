import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import sharp from "sharp";
import { createRandom } from "../../latent/random.ts";
import { cellBytes, type ImageSet, pixelsOf } from "../data/image-set.ts";
import { shuffledRows } from "../data/split.ts";

const COLUMNS = 12;
/** Lines that one still looks at; of one class as many pictures lie in a block. */
const LINES_MAX = 16;
const GAP = 4;
const SEED = 1;

/** A sheet of pictures: a line for each of the largest classes, the first at the top; of one class a block. */
export async function writePreview(file: string, set: ImageSet): Promise<string[]> {
  const lines = linesOf(set);
  const [height, width, channels] = set.imageShape;
  const cell = { width: width + GAP, height: height + GAP };
  const size = pixelsOf(set);
  const composite = lines.flatMap(({ rows }, line) =>
    rows.map((row, column) => ({
      input: Buffer.from(cellBytes({ images: set.images.subarray(row * size, (row + 1) * size) })),
      raw: { width, height, channels },
      left: GAP + column * cell.width,
      top: GAP + line * cell.height,
    })),
  );
  await mkdir(dirname(file), { recursive: true });
  await sharp({
    create: {
      width: GAP + COLUMNS * cell.width,
      height: GAP + lines.length * cell.height,
      channels: 3,
      background: "#888",
    },
  })
    .composite(composite)
    .png()
    .toFile(file);
  return lines.map(({ name }) => name);
}

interface Line {
  name: string;
  rows: number[];
}

function linesOf({ classNames, labels, count }: ImageSet): Line[] {
  const order = [...shuffledRows(count, createRandom(SEED))];
  if (classNames.length === 1)
    return Array.from(
      { length: Math.min(LINES_MAX / 2, Math.ceil(count / COLUMNS)) },
      (_, line) => ({
        name: classNames[0] ?? "",
        rows: order.slice(line * COLUMNS, (line + 1) * COLUMNS),
      }),
    );
  const byClass = classNames.map((name) => ({ name, rows: [] as number[] }));
  for (const row of order) byClass[labels[row] ?? 0]?.rows.push(row);
  const largest = byClass.toSorted((a, b) => b.rows.length - a.rows.length).slice(0, LINES_MAX);
  return byClass
    .filter((line) => largest.includes(line))
    .map(({ name, rows }) => ({ name, rows: rows.slice(0, COLUMNS) }));
}
