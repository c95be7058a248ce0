import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { initializers, input, type LayersModel, layers, model } from "@tensorflow/tfjs-layers";
import type { EncoderShape } from "./architecture.ts";
import type { SeedStream } from "./seeds.ts";

export interface EncoderOptions {
  /** [height, width, channels] */
  imageShape: readonly [number, number, number];
  latentDim: number;
  seeds: SeedStream;
  shape: EncoderShape;
  /** A distribution of codes for each image, not one code: a second output. */
  posterior: boolean;
}

/**
 * q(z|x) as a network: image [n, h, w, c] in 0..1 → z_mean and, with a posterior, z_log_var, each [n, latentDim].
 * (Kingma & Welling, arXiv 1312.6114, appendix C.2: the Gaussian encoder with diagonal covariance.)
 */
export function buildEncoder(options: EncoderOptions): LayersModel {
  const { latentDim, seeds, posterior, shape } = options;
  const image = imageInput(options.imageShape);
  const features = imageFeatures(image, { shape, seeds, name: "encoder" });
  const heads = (posterior ? ["z_mean", "z_log_var"] : ["z_mean"]).map((name) =>
    head(features, { name, units: latentDim, seeds }),
  );
  return model({ name: "encoder", inputs: image, outputs: heads });
}

export function imageInput(imageShape: readonly [number, number, number]): SymbolicTensor {
  return input({ shape: [...imageShape], name: "image" });
}

/** Features of an image, in layers whose names begin with `name`. */
export function imageFeatures(
  image: SymbolicTensor,
  { shape, seeds, name }: { shape: EncoderShape; seeds: SeedStream; name: string },
): SymbolicTensor {
  const he = () => initializers.heNormal({ seed: seeds.next() });
  let features = image;
  // Every convolution halves height and width, so that no pooling layer is needed.
  for (const [index, channels] of shape.kind === "conv" ? shape.filters.entries() : []) {
    const convolution = layers.conv2d({
      name: `${name}_conv_${index + 1}`,
      filters: channels,
      kernelSize: 3,
      strides: 2,
      padding: "same",
      activation: "relu",
      kernelInitializer: he(),
    });
    features = convolution.apply(features) as SymbolicTensor;
  }
  features = layers.flatten({ name: `${name}_flat` }).apply(features) as SymbolicTensor;
  return hiddenLayers(features, { widths: shape.hidden, seeds, name });
}

/** Dense layers with a rectifier after each. */
export function hiddenLayers(
  from: SymbolicTensor,
  { widths, seeds, name }: { widths: readonly number[]; seeds: SeedStream; name: string },
): SymbolicTensor {
  let features = from;
  for (const [index, units] of widths.entries()) {
    const layer = layers.dense({
      name: index === 0 ? `${name}_hidden` : `${name}_hidden_${index + 1}`,
      units,
      activation: "relu",
      kernelInitializer: initializers.heNormal({ seed: seeds.next() }),
    });
    features = layer.apply(features) as SymbolicTensor;
  }
  return features;
}

/** A linear layer: numbers read from features. */
export function head(
  features: SymbolicTensor,
  { name, units, seeds }: { name: string; units: number; seeds: SeedStream },
): SymbolicTensor {
  const kernelInitializer = initializers.glorotUniform({ seed: seeds.next() });
  return layers.dense({ name, units, kernelInitializer }).apply(features) as SymbolicTensor;
}
