import { initializers, input, type LayersModel, layers, model } from "@tensorflow/tfjs-layers";
import type { SeedStream } from "./seeds.ts";

export interface DecoderOptions {
  /** [height, width, channels]; height and width must be multiples of 4. */
  imageShape: readonly [number, number, number];
  latentDim: number;
  seeds: SeedStream;
  hiddenUnits?: number;
  /** Channels before each transposed convolution and after the last one. */
  filters?: readonly [number, number, number];
}

export interface Decoder {
  /** z [n, latentDim] → image [n, h, w, c] in 0..1: what is saved and served. */
  decoder: LayersModel;
  /** The same layers without the last sigmoid: a loss on logits never meets log(0). */
  logits: LayersModel;
}

/**
 * p(x|z) as a network of independent Bernoulli pixels (arXiv 1312.6114, appendix C.1).
 * The hidden dense layer lets a 3-d latent bend before it meets the image grid; the transposed
 * convolutions keep a 28×28 image at about 5 million multiply-adds.
 */
export function buildDecoder(options: DecoderOptions): Decoder {
  const { latentDim, seeds, hiddenUnits = 128, filters = [32, 64, 32] } = options;
  const [height, width, channels] = options.imageShape;
  const [seedFilters, ...upsampling] = filters;
  const he = () => initializers.heNormal({ seed: seeds.next() });
  const z = input({ shape: [latentDim], name: "z" });
  const grid: [number, number, number] = [height / 4, width / 4, seedFilters];
  let features = [
    layers.dense({
      name: "decoder_hidden",
      units: hiddenUnits,
      activation: "relu",
      kernelInitializer: he(),
    }),
    layers.dense({
      name: "decoder_grid",
      units: grid[0] * grid[1] * grid[2],
      activation: "relu",
      kernelInitializer: he(),
    }),
    layers.reshape({ name: "decoder_reshape", targetShape: grid }),
  ].reduce((previous, layer) => layer.apply(previous) as typeof z, z);
  for (const [index, count] of upsampling.entries()) {
    const transposed = layers.conv2dTranspose({
      name: `decoder_up_${index + 1}`,
      filters: count,
      kernelSize: 3,
      strides: 2,
      padding: "same",
      activation: "relu",
      kernelInitializer: he(),
    });
    features = transposed.apply(features) as typeof z;
  }
  const output = layers.conv2d({
    name: "decoder_logits",
    filters: channels,
    kernelSize: 3,
    padding: "same",
    kernelInitializer: initializers.glorotUniform({ seed: seeds.next() }),
  });
  const logits = output.apply(features) as typeof z;
  const sigmoid = layers.activation({ name: "decoder_image", activation: "sigmoid" });
  const image = sigmoid.apply(logits) as typeof z;
  return {
    decoder: model({ name: "decoder", inputs: z, outputs: image }),
    logits: model({ name: "decoder_logits_only", inputs: z, outputs: logits }),
  };
}
