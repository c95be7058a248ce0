import { buildConditional } from "../../model/nets/conditional.ts";
import { buildDiscriminator } from "../../model/nets/discriminator.ts";
import { buildModel } from "../../model/nets/latent-model.ts";
import { type Damage, dropShare, noisy } from "../batches/damage.ts";
import type { ImageSet } from "../data/image-set.ts";
import type { TrainedPreset } from "../presets/preset.ts";
import { adversarialLearner } from "./adversarial.ts";
import { autoencoderLearner } from "./autoencoder.ts";
import { conditionalLearner } from "./conditional.ts";
import type { LatentLearner } from "./learner.ts";
import { vaeLearner } from "./vae.ts";

/** A preset's nets with fresh weights, and how they learn. One seed decides every weight. */
export function createLearner(
  preset: TrainedPreset,
  { imageShape, classNames, seed }: Pick<ImageSet, "imageShape" | "classNames"> & { seed: number },
): LatentLearner {
  const { latentDim, architecture } = preset;
  const options = { imageShape, latentDim, seed, architecture };
  switch (preset.kind) {
    case "vae":
      return vaeLearner(buildModel(options), preset);
    case "autoencoder":
    case "denoising-autoencoder":
      return autoencoderLearner(buildModel({ ...options, posterior: false }), preset);
    case "conditional-vae":
      return conditionalLearner(
        buildConditional({ ...options, classes: classNames.length }),
        preset,
      );
    case "adversarial-autoencoder":
      return adversarialLearner(
        {
          ...buildModel({ ...options, posterior: false }),
          discriminator: buildDiscriminator({
            latentDim,
            hidden: preset.discriminator,
            seed: seed + 1,
          }),
        },
        preset,
      );
  }
}

/** What the encoder's pixels suffer in training; noise that is to be removed does not fade. */
export function damageOf(preset: TrainedPreset): (fade: number) => Damage {
  if (preset.kind === "denoising-autoencoder") {
    const damage = noisy(preset.noise);
    return () => damage;
  }
  return (fade) => dropShare(preset.corruption * fade);
}
