import { createRandom, gaussian, type Random } from "../latent/random.ts";
import { type Augmentation, augmentImage, dropPixels } from "./augment.ts";
import { type Dataset, pixelsOf } from "./dataset.ts";
import { shuffledRows } from "./split.ts";

/** One training step's input, plain arrays: the caller makes tensors of it. */
export interface Batch {
  count: number;
  /** What the encoder sees: count × pixels. */
  seen: Float32Array;
  /** What the decoder owes: count × pixels. */
  image: Float32Array;
  /** count × latentDim values from N(0, 1). */
  epsilon: Float32Array;
}

export interface BatchOptions {
  batchSize: number;
  latentDim: number;
  augmentation: Augmentation;
  /** Share of the encoder's pixels set to black. */
  corruption: number;
  /** Decides order, bending, corruption and noise of this epoch. */
  seed: number;
}

/** One epoch: every row once, in random order; the last batch may be short. */
export function* epochBatches(dataset: Dataset, options: BatchOptions): Generator<Batch> {
  const random = createRandom(options.seed);
  const order = shuffledRows(dataset.count, random);
  for (let start = 0; start < order.length; start += options.batchSize) {
    yield makeBatch(dataset, order.subarray(start, start + options.batchSize), {
      ...options,
      random,
    });
  }
}

/** Untouched images in order, for validation: same seed, same noise, comparable epochs. */
export function* plainBatches(
  dataset: Dataset,
  options: Pick<BatchOptions, "batchSize" | "latentDim" | "seed">,
): Generator<Batch> {
  const random = createRandom(options.seed);
  const size = pixelsOf(dataset);
  for (let start = 0; start < dataset.count; start += options.batchSize) {
    const end = Math.min(start + options.batchSize, dataset.count);
    const image = dataset.images.slice(start * size, end * size);
    const epsilon = noise((end - start) * options.latentDim, random);
    yield { count: end - start, seen: image, image, epsilon };
  }
}

function makeBatch(
  dataset: Dataset,
  rows: Uint32Array,
  { augmentation, corruption, latentDim, random }: BatchOptions & { random: Random },
): Batch {
  const size = pixelsOf(dataset);
  const image = new Float32Array(rows.length * size);
  const seen = new Float32Array(rows.length * size);
  for (const [position, row] of rows.entries()) {
    const original = dataset.images.subarray(row * size, (row + 1) * size);
    const bent = augmentImage(original, dataset.imageShape, { ...augmentation, random });
    image.set(bent, position * size);
    seen.set(dropPixels(bent, corruption, random), position * size);
  }
  return { count: rows.length, seen, image, epsilon: noise(rows.length * latentDim, random) };
}

function noise(length: number, random: Random): Float32Array {
  const values = new Float32Array(length);
  for (let index = 0; index < length; index++) values[index] = gaussian(random);
  return values;
}
