import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { DATASET_FILES } from "../../protocol/artifact-files.ts";
import type { Dataset } from "../../protocol/dataset.ts";
import { type ImageSet, pixelsOf } from "./image-set.ts";

/** The pictures that lie in a data set's folder pixel by pixel, with their labels. Rejects when a file is absent or another. */
export async function readImages(dataset: Dataset, folder: string): Promise<ImageSet> {
  const { imageShape, shown, atlas } = dataset;
  const [height, width, channels] = imageShape;
  const count = shown.train + shown.validation + shown.heldOut;
  const labels = new Uint8Array(await readFile(join(folder, DATASET_FILES.labels)));
  const { data, info } = await sharp(join(folder, DATASET_FILES.images))
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const isWhole =
    info.channels === channels &&
    info.width === width * atlas.columns &&
    info.height >= height * Math.ceil(count / atlas.columns);
  if (!isWhole || labels.length !== count)
    throw new Error(`${folder} does not hold the ${count} pictures that it describes.`);
  const images = new Float32Array(count * pixelsOf({ imageShape }));
  const line = width * channels;
  for (let at = 0; at < images.length; at += line) {
    const row = Math.floor(at / (line * height));
    const y = Math.floor(row / atlas.columns) * height + ((at / line) % height);
    const start = (y * atlas.columns + (row % atlas.columns)) * line;
    for (let i = 0; i < line; i++) images[at + i] = (data[start + i] as number) / 255;
  }
  return { ...dataset, attributes: undefined, count, images, labels };
}
