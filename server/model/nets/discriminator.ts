import { input, type LayersModel, model } from "@tensorflow/tfjs-layers";
import { head, hiddenLayers } from "./encoder.ts";
import { createSeedStream } from "./seeds.ts";

/** code [n, latentDim] → logit [n, 1] that it was drawn from the prior and not made by an encoder. */
export function buildDiscriminator(options: {
  latentDim: number;
  hidden: readonly number[];
  seed: number;
}): LayersModel {
  const seeds = createSeedStream(options.seed);
  const z = input({ shape: [options.latentDim], name: "z" });
  const features = hiddenLayers(z, { widths: options.hidden, seeds, name: "discriminator" });
  const verdict = head(features, { name: "from_prior", units: 1, seeds });
  return model({
    name: "discriminator",
    inputs: z,
    outputs: verdict,
  });
}
