import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { initializers, input, type LayersModel, layers, model } from "@tensorflow/tfjs-layers";
import type { DecoderShape } from "./architecture.ts";
import { hiddenLayers } from "./encoder.ts";
import type { SeedStream } from "./seeds.ts";

export interface DecoderOptions {
  /** [height, width, channels] */
  imageShape: readonly [number, number, number];
  latentDim: number;
  seeds: SeedStream;
  shape: DecoderShape;
  /** What is done with the code before the first layer that learns. */
  prelude?: (z: SymbolicTensor) => SymbolicTensor;
}

export interface Decoder {
  /** z [n, latentDim] → image [n, h, w, c] in 0..1: what is saved and served. */
  decoder: LayersModel;
  /** The same layers without the last sigmoid: a loss on logits never meets log(0). */
  logits: LayersModel;
}

/**
 * p(x|z) as a network of independent Bernoulli pixels (arXiv 1312.6114, appendix C.1).
 * @throws Error when transposed convolutions cannot make an image of this shape
 */
export function buildDecoder(options: DecoderOptions): Decoder {
  const z = input({ shape: [options.latentDim], name: "z" });
  const code = options.prelude?.(z) ?? z;
  const logits =
    options.shape.kind === "conv"
      ? convolutions(code, { ...options, shape: options.shape })
      : denseLayers(code, { ...options, shape: options.shape });
  const sigmoid = layers.activation({ name: "decoder_image", activation: "sigmoid" });
  return {
    decoder: model({
      name: "decoder",
      inputs: z,
      outputs: sigmoid.apply(logits) as SymbolicTensor,
    }),
    logits: model({ name: "decoder_logits_only", inputs: z, outputs: logits }),
  };
}

type Options<K extends DecoderShape["kind"]> = Omit<DecoderOptions, "shape"> & {
  shape: Extract<DecoderShape, { kind: K }>;
};

/**
 * A hidden dense layer lets a 3-d latent bend before it meets the image grid; the transposed
 * convolutions keep a 28×28 image at about 5 million multiply-adds.
 */
function convolutions(code: SymbolicTensor, options: Options<"conv">): SymbolicTensor {
  const { seeds, imageShape, shape } = options;
  const [height, width] = imageShape;
  const [seedFilters, ...upsampling] = shape.filters;
  const doublings = upsampling.length + (shape.output === "doubling" ? 1 : 0);
  const scale = 2 ** doublings;
  if (height % scale !== 0 || width % scale !== 0)
    throw new Error(
      `Convolutions need sides that are multiples of ${scale}, not ${height}×${width}: use dense layers.`,
    );
  const he = () => initializers.heNormal({ seed: seeds.next() });
  const grid: [number, number, number] = [height / scale, width / scale, seedFilters];
  const hidden = hiddenLayers(code, { widths: shape.hidden, seeds, name: "decoder" });
  let features = [
    layers.dense({
      name: "decoder_grid",
      units: grid[0] * grid[1] * grid[2],
      activation: "relu",
      kernelInitializer: he(),
    }),
    layers.reshape({ name: "decoder_reshape", targetShape: grid }),
  ].reduce((previous, layer) => layer.apply(previous) as SymbolicTensor, hidden);
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
    features = transposed.apply(features) as SymbolicTensor;
  }
  return logitsLayer(options).apply(features) as SymbolicTensor;
}

/** A kernel of twice the stride meets every pixel equally often, so that no chequers show. */
function logitsLayer({ imageShape, seeds, shape }: Options<"conv">) {
  const common = {
    name: "decoder_logits",
    filters: imageShape[2],
    padding: "same",
    kernelInitializer: initializers.glorotUniform({ seed: seeds.next() }),
  } as const;
  return shape.output === "doubling"
    ? layers.conv2dTranspose({ ...common, kernelSize: 4, strides: 2 })
    : layers.conv2d({ ...common, kernelSize: 3 });
}

function denseLayers(code: SymbolicTensor, options: Options<"dense">): SymbolicTensor {
  const { seeds, imageShape, shape } = options;
  const features = hiddenLayers(code, { widths: shape.hidden, seeds, name: "decoder" });
  const output = layers.dense({
    name: "decoder_logits",
    units: imageShape.reduce((product, size) => product * size, 1),
    kernelInitializer: initializers.glorotUniform({ seed: seeds.next() }),
  });
  const rows = output.apply(features) as SymbolicTensor;
  const toImage = layers.reshape({ name: "decoder_reshape", targetShape: [...imageShape] });
  return toImage.apply(rows) as SymbolicTensor;
}
