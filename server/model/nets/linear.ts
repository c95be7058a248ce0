import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { input, layers, model } from "@tensorflow/tfjs-layers";
import type { Pca } from "../pca.ts";
import { imageInput } from "./encoder.ts";
import type { LatentModel } from "./latent-model.ts";

/** A PCA as a model: one dense layer each way, pixels cut to 0..1. */
export function buildLinear(
  { mean, components }: Pca,
  imageShape: readonly [number, number, number],
): LatentModel {
  const [dim, latentDim] = [mean.length, components.length];
  const image = imageInput(imageShape);
  const flat = layers.flatten({ name: "encoder_flat" }).apply(image) as SymbolicTensor;
  const project = layers.dense({ name: "z_mean", units: latentDim });
  const code = project.apply(flat) as SymbolicTensor;
  const columns = Array.from(mean, (_, i) => components.map((row) => row[i] ?? 0));
  const dot = (row: Float64Array) => row.reduce((sum, value, i) => sum + value * (mean[i] ?? 0), 0);
  project.setWeights([tensor2d(columns), tensor1d(components.map((row) => -dot(row)))]);

  const z = input({ shape: [latentDim], name: "z" });
  const reconstruct = layers.dense({ name: "decoder_pixels", units: dim });
  const rows = reconstruct.apply(z) as SymbolicTensor;
  reconstruct.setWeights([tensor2d(components.map((row) => [...row])), tensor1d([...mean])]);
  const reshape = layers.reshape({ name: "decoder_reshape", targetShape: [...imageShape] });
  const pixels = reshape.apply(rows) as SymbolicTensor;
  const cut = layers.reLU({ name: "decoder_image", maxValue: 1 });
  return {
    latentDim,
    encoder: model({ name: "encoder", inputs: image, outputs: code }),
    decoder: model({ name: "decoder", inputs: z, outputs: cut.apply(pixels) as SymbolicTensor }),
    logits: model({ name: "decoder_logits_only", inputs: z, outputs: pixels }),
  };
}
