import { createRandom, gaussian, type Random } from "../../latent/random.ts";
import { type ImageSet, pixelsOf } from "../data/image-set.ts";
import { shuffledRows } from "../data/split.ts";
import { type Augmentation, augmentImage } from "./augment.ts";
import type { Damage } from "./damage.ts";

/** One training step's input, plain arrays: the caller makes tensors of it. */
export interface Batch {
  count: number;
  /** What the encoder sees: count × pixels. */
  seen: Float32Array;
  /** What the decoder owes: count × pixels. */
  image: Float32Array;
  /** count × latentDim values from N(0, 1). */
  epsilon: Float32Array;
  /** One class an image, for those who may know it. */
  labels: Uint8Array;
}

export interface BatchOptions {
  batchSize: number;
  latentDim: number;
  augmentation: Augmentation;
  /** What the encoder's pixels suffer. */
  damage: Damage;
  /** Decides order, bending, damage and noise of this epoch. */
  seed: number;
}

/** One epoch: every row once, in random order; the last batch may be short. */
export function* epochBatches(dataset: ImageSet, options: BatchOptions): Generator<Batch> {
  const random = createRandom(options.seed);
  const order = shuffledRows(dataset.count, random);
  for (let start = 0; start < order.length; start += options.batchSize) {
    yield makeBatch(dataset, order.subarray(start, start + options.batchSize), {
      ...options,
      random,
    });
  }
}

const UNBENT: Augmentation = { share: 0, rotation: 0, stretch: 0, shift: 0 };

/** Images in order and unbent, for validation: same seed, same noise, comparable epochs. */
export function* plainBatches(
  dataset: ImageSet,
  options: Omit<BatchOptions, "augmentation">,
): Generator<Batch> {
  const random = createRandom(options.seed);
  for (let start = 0; start < dataset.count; start += options.batchSize) {
    const length = Math.min(options.batchSize, dataset.count - start);
    const rows = Uint32Array.from({ length }, (_, index) => start + index);
    yield makeBatch(dataset, rows, { ...options, augmentation: UNBENT, random });
  }
}

function makeBatch(
  dataset: ImageSet,
  rows: Uint32Array,
  { augmentation, damage, latentDim, random }: BatchOptions & { random: Random },
): Batch {
  const size = pixelsOf(dataset);
  const image = new Float32Array(rows.length * size);
  const seen = new Float32Array(rows.length * size);
  for (const [position, row] of rows.entries()) {
    const original = dataset.images.subarray(row * size, (row + 1) * size);
    const bent = augmentImage(original, dataset.imageShape, { ...augmentation, random });
    image.set(bent, position * size);
    seen.set(damage(bent, random), position * size);
  }
  const epsilon = noise(rows.length * latentDim, random);
  const labels = Uint8Array.from(rows, (row) => dataset.labels[row] ?? 0);
  return { count: rows.length, seen, image, epsilon, labels };
}

function noise(length: number, random: Random): Float32Array {
  const values = new Float32Array(length);
  for (let index = 0; index < length; index++) values[index] = gaussian(random);
  return values;
}
