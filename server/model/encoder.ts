import { initializers, input, type LayersModel, layers, model } from "@tensorflow/tfjs-layers";
import type { SeedStream } from "./seeds.ts";

export interface EncoderOptions {
  /** [height, width, channels] */
  imageShape: readonly [number, number, number];
  latentDim: number;
  seeds: SeedStream;
  /** Channels of the strided convolutions, first to last. */
  filters?: readonly number[];
  hiddenUnits?: number;
}

/**
 * q(z|x) as a network: image [n, h, w, c] in 0..1 → [z_mean, z_log_var], each [n, latentDim].
 * Every convolution halves height and width, so that no pooling layer is needed.
 * (Kingma & Welling, arXiv 1312.6114, appendix C.2: the Gaussian encoder with diagonal covariance.)
 */
export function buildEncoder(options: EncoderOptions): LayersModel {
  const { latentDim, seeds, filters = [32, 64, 64], hiddenUnits = 128 } = options;
  const image = input({ shape: [...options.imageShape], name: "image" });
  let features = image;
  for (const [index, channels] of filters.entries()) {
    const convolution = layers.conv2d({
      name: `encoder_conv_${index + 1}`,
      filters: channels,
      kernelSize: 3,
      strides: 2,
      padding: "same",
      activation: "relu",
      kernelInitializer: initializers.heNormal({ seed: seeds.next() }),
    });
    features = convolution.apply(features) as typeof image;
  }
  const flat = layers.flatten({ name: "encoder_flat" }).apply(features);
  const hidden = layers
    .dense({
      name: "encoder_hidden",
      units: hiddenUnits,
      activation: "relu",
      kernelInitializer: initializers.heNormal({ seed: seeds.next() }),
    })
    .apply(flat);
  const head = (name: string) =>
    layers
      .dense({
        name,
        units: latentDim,
        kernelInitializer: initializers.glorotUniform({ seed: seeds.next() }),
      })
      .apply(hidden) as typeof image;
  return model({ name: "encoder", inputs: image, outputs: [head("z_mean"), head("z_log_var")] });
}
