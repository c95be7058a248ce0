import { medianFilter } from "../../degrade/filters.ts";
import { applyLinearMap, linearMapOf, linearMapValues } from "../../degrade/linear-map.ts";
import { crossEntropy, meanSquaredError, peakSignalToNoise } from "../../degrade/measures.ts";
import { addNoise, NOISES, type NoiseKind, unveil } from "../../degrade/noise.ts";
import { eachImage } from "../../degrade/shape.ts";
import { fromHalf, toHalf } from "../../latent/half.ts";
import { createRandom } from "../../latent/random.ts";
import { fitLinearDenoiser } from "../../model/linear-denoiser.ts";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import { pixelsOf } from "../data/image-set.ts";
import type { SplitDataset } from "../data/load-data.ts";

/** Pixels of a linear map and a median may be 0 and 1, where a logarithm would end the comparison. */
const FLOOR = 0.001;

const FILES = {
  veil: ARTIFACT_FILES.linearVeil,
  zeroMean: ARTIFACT_FILES.linearZeroMean,
} as const satisfies Record<NoiseKind, string>;

export interface DenoisingBaselines extends Pick<ModelCard, "baselines"> {
  /** The linear maps as they lie in the denoiser's folder, by name of the file. */
  files: Record<string, Uint8Array>;
}

/**
 * What one would denoise with instead: the noisy image as it is, a 3 × 3 median without the veil, and the best linear map for each noise, fitted on
 * the training images, measured on the held-out ones with the noise that the model gets (`seed`).
 */
export function denoisingBaselines(
  { train, heldOut }: Pick<SplitDataset, "train" | "heldOut">,
  { seed }: { seed: number },
): DenoisingBaselines {
  const size = pixelsOf(heldOut);
  const baselines: ModelCard["baselines"] = {};
  const files: DenoisingBaselines["files"] = {};
  for (const [name, noise] of Object.entries(NOISES)) {
    const rows = { values: train.images, count: train.count, dim: size };
    const stored = toHalf(linearMapValues(fitLinearDenoiser(rows, noise)));
    files[FILES[name as NoiseKind]] = stored;
    const map = linearMapOf(fromHalf(stored));
    const noisy = addNoise(heldOut.images, noise, createRandom(seed));
    const restored = {
      noisy,
      median: unveil(
        eachImage(noisy, size, (image) => medianFilter(image, heldOut.imageShape)),
        noise,
      ),
      linear: eachImage(noisy, size, (image) => applyLinearMap(map, image)),
    };
    for (const [baseline, images] of Object.entries(restored)) {
      const mse = meanSquaredError(heldOut.images, images);
      const nats = crossEntropy(heldOut.images, images, { size, floor: FLOOR });
      baselines[`${baseline}.psnr.${name}`] = peakSignalToNoise(mse);
      baselines[`${baseline}.bce.${name}`] = nats / size;
    }
  }
  return { baselines, files };
}
