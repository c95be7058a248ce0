import type { Attribute } from "../../protocol/dataset.ts";

/** What else is known of each image: a byte each, as `attributes.bin` has it. */
type KnownAttribute = Attribute & { values: Uint8Array };

/** Images with labels, plain arrays: what every loader returns. */
export interface ImageSet {
  /** Names the folder of its description: `protocol/dataset.ts`. */
  id: string;
  name: string;
  source: string;
  licence: string;
  classNames: string[];
  /** What the classes are classes of, where more is known than one thing. */
  classesAre?: string | undefined;
  classColors?: string[] | undefined;
  attributes?: readonly KnownAttribute[] | undefined;
  imageShape: [number, number, 1 | 3];
  count: number;
  /** count × height × width × channels, row-major, 0..1. */
  images: Float32Array;
  /** One class index an image. Training never reads it. */
  labels: Uint8Array;
}

export function pixelsOf(dataset: Pick<ImageSet, "imageShape">): number {
  const [height, width, channels] = dataset.imageShape;
  return height * width * channels;
}

/** Copies the rows at `indices`, in that order. */
export function takeRows(dataset: ImageSet, indices: Uint32Array): ImageSet {
  const size = pixelsOf(dataset);
  const images = new Float32Array(indices.length * size);
  const labels = new Uint8Array(indices.length);
  for (const [row, index] of indices.entries()) {
    images.set(dataset.images.subarray(index * size, (index + 1) * size), row * size);
    labels[row] = dataset.labels[index] ?? 0;
  }
  const attributes = withValues(dataset, (values) =>
    Uint8Array.from(indices, (i) => values[i] ?? 0),
  );
  return { ...dataset, attributes, count: indices.length, images, labels };
}

/** Rows `start` to before `end`, without a copy: 60,000 images are 188 MB. */
export function viewRows(dataset: ImageSet, start: number, end: number): ImageSet {
  const size = pixelsOf(dataset);
  return {
    ...dataset,
    attributes: withValues(dataset, (values) => values.subarray(start, end)),
    count: end - start,
    images: dataset.images.subarray(start * size, end * size),
    labels: dataset.labels.subarray(start, end),
  };
}

function withValues(
  { attributes }: ImageSet,
  change: (values: Uint8Array) => Uint8Array,
): ImageSet["attributes"] {
  return attributes?.map((attribute) => ({ ...attribute, values: change(attribute.values) }));
}

/** Every pixel as a byte, 0..255, in the order of the images. */
export function cellBytes({ images }: Pick<ImageSet, "images">): Uint8Array {
  const bytes = new Uint8Array(images.length);
  // `Uint8Array.from` would collect the 55 million numbers of a large set in a list first.
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round((images[i] as number) * 255);
  return bytes;
}
