import { join } from "node:path";
import { crossEntropy, meanSquaredError, peakSignalToNoise } from "../../degrade/measures.ts";
import { INTERPOLATIONS, meanPool, pooledShape, upsample } from "../../degrade/resample.ts";
import { eachImage, sizeOf } from "../../degrade/shape.ts";
import { meanSimilarity } from "../../degrade/similarity.ts";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import type { RestorerCard } from "../../protocol/model-card.ts";
import type { ImageSet } from "../data/image-set.ts";
import { openOnnx, runBatched, take } from "../figures/codec.ts";
import { PCA_FLOOR } from "../figures/pca-baseline.ts";

type Figures = Record<string, number>;

/** How close a model's large images are to the true ones, held out, beside what interpolation gives for nothing. */
export async function scoreRestorer(
  folder: string,
  { heldOut, factor }: { heldOut: ImageSet; factor: number },
): Promise<Pick<RestorerCard, "metrics" | "baselines">> {
  const shape = heldOut.imageShape;
  const lowShape = pooledShape(shape, factor);
  const pool = (image: Float32Array) => meanPool(image, shape, factor);
  const low = eachImage(heldOut.images, sizeOf(shape), pool);
  const session = await openOnnx(join(folder, ARTIFACT_FILES.restorerOnnx));
  const input = { values: low, name: "low", width: sizeOf(lowShape) };
  const restored = take(await runBatched(session, input, [...lowShape]), "image");
  await session.release();
  const baselines: Figures = {};
  for (const kernel of INTERPOLATIONS) {
    const enlarge = (image: Float32Array) => upsample(image, lowShape, { factor, kernel });
    const figures = compare(heldOut, eachImage(low, sizeOf(lowShape), enlarge));
    for (const [name, value] of Object.entries(figures)) baselines[`${kernel}.${name}`] = value;
  }
  const { images } = heldOut;
  const floor = crossEntropy(images, images, { size: 1, floor: PCA_FLOOR });
  return { metrics: { ...compare(heldOut, restored), "bce.floor": floor }, baselines };
}

/** Pixels of all of them may be 0 and 1: cross-entropy is taken of what is cut to .001 … .999. */
function compare({ images, imageShape }: ImageSet, others: Float32Array): Figures {
  const mse = meanSquaredError(images, others);
  return {
    mse,
    psnr: peakSignalToNoise(mse),
    ssim: meanSimilarity(images, others, imageShape),
    bce: crossEntropy(images, others, { size: 1, floor: PCA_FLOOR }),
  };
}
