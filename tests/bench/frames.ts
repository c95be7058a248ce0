import sharp from "sharp";
import { readCatalog } from "../../server/engine/catalog.ts";
import { selectEngine } from "../../server/engine/select-engine.ts";
import { deflateImages } from "../../server/image/deflate-images.ts";
import { toImageFile, toSharp } from "../../server/image/image-file.ts";
import { difference, inSixteenLevels } from "../../server/protocol/image-stream.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

type Shape = [number, number, 1 | 3];
const SHAPES: Shape[] = [
  [28, 28, 1],
  [32, 32, 3],
  [64, 64, 3],
  [128, 128, 3],
  [256, 256, 3],
];
const PEOPLE = 10;

/** What an image costs in each format that it could travel in, to choose one by size. */
type Format = (
  image: Uint8Array,
  last: Uint8Array,
  shape: Shape,
) => Uint8Array | Promise<Uint8Array>;
const FORMATS: Record<string, Format> = {
  deflated: deflateImages,
  difference: (image, last) => deflateImages(difference(image, last)),
  difference16: (image, last) =>
    deflateImages(difference(inSixteenLevels(image), inSixteenLevels(last))),
  webp: (image, _last, imageShape) => toImageFile(image, { imageShape }),
  jpeg: (image, _last, imageShape) =>
    toSharp(image, { imageShape }).jpeg({ quality: 82 }).toBuffer(),
};

export const framesBench: Bench = {
  about: "bytes and milliseconds of an image in each format, by size: people who move as in `room`",
  async run({ quick, model }) {
    const steps = quick ? 4 : 20;
    const digits = await decodeWalk(model, steps);
    const rows: (string | number)[][] = [
      ["", "raw bytes", ...Object.keys(FORMATS).flatMap((name) => [name, "ms"])],
    ];
    const result: Record<string, Record<string, { bytes: number; ms: number }>> = {};
    for (const shape of SHAPES) {
      const walk = await Promise.all(
        digits.map((step) => Promise.all(step.map((d) => draw(d, shape)))),
      );
      const costs: Record<string, { bytes: number; ms: number }> = {};
      for (const [name, format] of Object.entries(FORMATS))
        costs[name] = await cost(format, walk, shape);
      const label = shape.join("×");
      result[label] = costs;
      const cells = Object.values(costs).flatMap(({ bytes, ms }) => [bytes, ms]);
      rows.push([label, shape[0] * shape[1] * shape[2], ...cells]);
    }
    printTable(`frames, ${model} enlarged and coloured: one image`, rows);
    return { model, formats: result };
  },
};

/** steps × people decoded digits, along the circles that the bots walk. */
async function decodeWalk(model: string, steps: number): Promise<Uint8Array[][]> {
  const catalog = readCatalog(ARTIFACTS);
  const latentDim = catalog.get(model)?.card.latentDim ?? 3;
  const engine = await selectEngine(catalog, "onnx-cpu");
  const walk: Uint8Array[][] = [];
  for (let step = 0; step <= steps; step++) {
    const at = (i: number) =>
      1.5 * Math.sin(Math.floor(i / latentDim) + step / 20 + (i % latentDim));
    const z = Float32Array.from({ length: PEOPLE * latentDim }, (_, i) => at(i));
    const pixels = await engine.decode(model, z, PEOPLE);
    walk.push(Array.from({ length: PEOPLE }, (_, i) => pixels.slice(784 * i, 784 * (i + 1))));
  }
  await engine.dispose();
  return walk;
}

/** Decoders' images are as soft as this, whatever their size. */
async function draw(digit: Uint8Array, [height, width, channels]: Shape): Promise<Uint8Array> {
  if (channels === 1) return digit;
  const grey = await sharp(digit, { raw: { width: 28, height: 28, channels: 1 } })
    .resize(width, height, { kernel: "cubic", fit: "fill" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const value = grey[Math.floor(i / 3)] ?? 0;
    const row = Math.floor(i / 3 / width) / height;
    return [value, 0.8 * value + 40 * row, 90 - 60 * row + 0.4 * value][i % 3] as number;
  });
}

async function cost(format: Format, walk: Uint8Array[][], shape: Shape) {
  let bytes = 0;
  let images = 0;
  const begin = performance.now();
  for (const [step, now] of walk.entries()) {
    if (step === 0) continue;
    const made = now.map((image, i) => format(image, walk[step - 1]?.[i] ?? image, shape));
    for (const file of await Promise.all(made)) bytes += file.length;
    images += made.length;
  }
  return { bytes: round(bytes / images, 0), ms: round((performance.now() - begin) / images, 3) };
}
