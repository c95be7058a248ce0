/** Images with labels, plain arrays: what every loader returns. */
export interface Dataset {
  name: string;
  source: string;
  licence: string;
  classNames: string[];
  imageShape: [number, number, 1];
  count: number;
  /** count × height × width, row-major, 0..1. */
  images: Float32Array;
  /** One class index an image. Training never reads it. */
  labels: Uint8Array;
}

export function pixelsOf(dataset: Pick<Dataset, "imageShape">): number {
  const [height, width, channels] = dataset.imageShape;
  return height * width * channels;
}

/** Copies the rows at `indices`, in that order. */
export function takeRows(dataset: Dataset, indices: Uint32Array): Dataset {
  const size = pixelsOf(dataset);
  const images = new Float32Array(indices.length * size);
  const labels = new Uint8Array(indices.length);
  for (const [row, index] of indices.entries()) {
    images.set(dataset.images.subarray(index * size, (index + 1) * size), row * size);
    labels[row] = dataset.labels[index] ?? 0;
  }
  return { ...dataset, count: indices.length, images, labels };
}
