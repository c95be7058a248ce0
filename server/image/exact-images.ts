import { join } from "node:path";
import sharp from "sharp";
import { DATASET_FILES } from "../protocol/artifact-files.ts";
import { embeddingCount } from "../protocol/card-shape.ts";
import type { Dataset } from "../protocol/dataset.ts";

/**
 * Every shown image of a data set with each pixel as it is: count × height × width × channels bytes, in the order of the rows.
 * Rejects when the picture is not as large as the description says.
 */
export async function readExactImages(
  folder: string,
  dataset: Pick<Dataset, "shown" | "atlas" | "imageShape">,
): Promise<Uint8Array> {
  const file = join(folder, DATASET_FILES.images);
  const { data, info } = await sharp(file)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [height, width, channels] = dataset.imageShape;
  const count = embeddingCount({ dataset });
  const { columns } = dataset.atlas;
  const rows = Math.ceil(count / columns);
  if (info.width !== columns * width || info.height !== rows * height)
    throw new Error(`${file} is ${info.width} × ${info.height}, not of ${count} images`);
  const line = width * channels;
  const pixels = new Uint8Array(count * height * line);
  for (let row = 0; row < count * height; row++) {
    const image = Math.floor(row / height);
    const top = Math.floor(image / columns) * height + (row % height);
    const start = (top * info.width + (image % columns) * width) * info.channels;
    // WebP has three channels at least: of grey ones the first is as good as any.
    for (let x = 0; x < line; x++)
      pixels[row * line + x] =
        data[start + Math.floor(x / channels) * info.channels + (x % channels)] ?? 0;
  }
  return pixels;
}
