import { crossEntropy, meanSquaredError, peakSignalToNoise } from "../../degrade/measures.ts";
import { addNoise, NOISES } from "../../degrade/noise.ts";
import { createRandom } from "../../latent/random.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import { pixelsOf } from "../data/image-set.ts";
import type { SplitDataset } from "../data/load-data.ts";
import type { Codec } from "./codec.ts";
import { type DenoisingBaselines, denoisingBaselines } from "./denoising-baselines.ts";

/**
 * How close what comes out of noisy held-out images is to the clean ones, for each kind of noise, and what simpler ways make of
 * the same images. The noise is seeded.
 */
export async function scoreDenoising(
  codec: Codec,
  { split, seed }: { split: SplitDataset; seed: number },
): Promise<Pick<ModelCard, "metrics"> & DenoisingBaselines> {
  const { heldOut } = split;
  const metrics: ModelCard["metrics"] = {};
  const size = pixelsOf(heldOut);
  for (const [name, noise] of Object.entries(NOISES)) {
    const noisy = addNoise(heldOut.images, noise, createRandom(seed));
    const { mean } = await codec.encode(noisy);
    const images = await codec.decode(mean);
    metrics[`psnr.${name}`] = peakSignalToNoise(meanSquaredError(heldOut.images, images));
    metrics[`bce.${name}`] = crossEntropy(heldOut.images, images, { size }) / size;
  }
  return { metrics, ...denoisingBaselines(split, { seed }) };
}
