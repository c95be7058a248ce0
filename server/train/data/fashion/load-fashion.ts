import { parseIdx } from "../../../files/idx.ts";
import { DataMissingError } from "../data-missing.ts";
import type { ImageSet } from "../image-set.ts";
import { FASHION_FILES, findFashion, type OfficialFile, readOfficial } from "./files.ts";

const CLASSES = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
];

/**
 * The 70,000 grey pictures of clothes of Fashion-MNIST, the 60,000 of training first. Rejects in one sentence when the official
 * files are not on this machine, or are others.
 */
export async function loadFashion(folder = findFashion()): Promise<ImageSet> {
  if (folder === null)
    throw new DataMissingError(
      "Fashion-MNIST is not on this machine: `npm run dataset -- fashion-mnist` fetches it.",
    );
  const read = async (file: OfficialFile) => parseIdx(await readOfficial(folder, file));
  const pictures = [FASHION_FILES.trainImages, FASHION_FILES.heldOutImages];
  const [first, second] = await Promise.all(pictures.map(read));
  const labels = await Promise.all(
    [FASHION_FILES.trainLabels, FASHION_FILES.heldOutLabels].map(read),
  );
  const [, height = 0, width = 0] = first?.sizes ?? [];
  const parts = [first, second].map((part) => part?.values ?? new Uint8Array());
  const images = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) for (const value of part) images[at++] = value / 255;
  return {
    id: "fashion",
    name: "Fashion-MNIST",
    source: "github.com/zalandoresearch/fashion-mnist (official files)",
    licence: "MIT, Zalando SE",
    classNames: CLASSES,
    imageShape: [height, width, 1],
    count: images.length / (height * width),
    images,
    labels: Uint8Array.from(labels.flatMap(({ values }) => [...values])),
  };
}
