import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { layers, model } from "@tensorflow/tfjs-layers";
import type { Architecture } from "./architecture.ts";
import { buildDecoder } from "./decoder.ts";
import { head, imageFeatures, imageInput } from "./encoder.ts";
import type { LatentModel, ModelOptions } from "./latent-model.ts";
import { createSeedStream } from "./seeds.ts";

/** Half a σ from class to class: ten of them fill the span that sliders show. */
const STEP = 0.5;
/** ln σ² of the label, which is known. */
const LABEL_LOG_VAR = -20;

/** Places of the classes on their axis, symmetric about 0, exact in half precision. */
export function labelValues(classes: number): number[] {
  return Array.from({ length: classes }, (_, index) => (index - (classes - 1) / 2) * STEP);
}

/**
 * A conditional VAE (Sohn et al., NeurIPS 2015) whose label is the last dimension of its latent, so that whatever works on
 * latents works on it too. The decoder turns that number back into shares of classes; the encoder guesses the
 * class by a classifier of its own, since an image comes without its label.
 */
export function buildConditional(options: ModelOptions & { classes: number }): LatentModel {
  const { imageShape, latentDim, seed, classes, architecture } = options;
  if (architecture === undefined) throw new Error("a conditional model needs an architecture");
  const seeds = createSeedStream(seed);
  const values = labelValues(classes);
  const image = imageInput(imageShape);
  const features = imageFeatures(image, { shape: architecture.encoder, seeds, name: "encoder" });
  const styleDim = latentDim - 1;
  const styleMean = head(features, { name: "style_mean", units: styleDim, seeds });
  const styleLogVar = head(features, { name: "style_log_var", units: styleDim, seeds });
  const seen = imageFeatures(image, { shape: CLASSIFIER, seeds, name: "class" });
  const classLogits = head(seen, { name: "class_logits", units: classes, seeds });
  const shares = layers.activation({ name: "class_shares", activation: "softmax" });
  const label = fixedDense(shares.apply(classLogits) as SymbolicTensor, "label", {
    kernel: values.map((value) => [value]),
    bias: [0],
  });
  const labelLogVar = fixedDense(styleLogVar, "label_log_var", {
    kernel: Array.from({ length: styleDim }, () => [0]),
    bias: [LABEL_LOG_VAR],
  });
  const join = (name: string, parts: SymbolicTensor[]) =>
    layers.concatenate({ name }).apply(parts) as SymbolicTensor;
  return {
    latentDim,
    encoder: model({
      name: "encoder",
      inputs: image,
      outputs: [join("z_mean", [styleMean, label]), join("z_log_var", [styleLogVar, labelLogVar])],
    }),
    ...buildDecoder({
      ...{ imageShape, latentDim, seeds, shape: architecture.decoder },
      prelude: (z) => classShares(z, values),
    }),
    conditional: {
      style: model({ name: "style", inputs: image, outputs: [styleMean, styleLogVar] }),
      classifier: model({ name: "classifier", inputs: image, outputs: classLogits }),
      values,
    },
  };
}

const CLASSIFIER: Architecture["encoder"] = { kind: "conv", filters: [16, 32], hidden: [48] };

/**
 * [style, label] → [style, a share for each class]: hat functions over the label's axis, 1 at a class's own place, 0 from the
 * next one on, and flat beyond the first and the last. A hat is a sum of edges relu(label − place), so two layers with fixed
 * weights do it.
 */
function classShares(z: SymbolicTensor, values: readonly number[]): SymbolicTensor {
  const styleDim = (z.shape[1] ?? 0) - 1;
  const style = Array.from({ length: styleDim }, (_, index) => index);
  // A relu passes a number of either sign only as two: its positive and its negative part.
  const edges = fixedDense(z, "label_edges", {
    kernel: [
      ...style.map((row) => [
        ...style.flatMap((index) => (index === row ? [1, -1] : [0, 0])),
        ...values.map(() => 0),
      ]),
      [...style.flatMap(() => [0, 0]), ...values.map(() => 1)],
    ],
    bias: [...style.flatMap(() => [0, 0]), ...values.map((value) => -value)],
    activation: "relu",
  });
  const last = values.length - 1;
  const slope = (edge: number, hat: number) => {
    if (edge === hat) return hat === last ? -1 : hat === 0 ? -1 : -2;
    if (edge === hat - 1) return 1;
    return edge === hat + 1 ? 1 : 0;
  };
  // The last class begins at its left neighbour and stays; the first stays until its right neighbour.
  return fixedDense(edges, "label_shares", {
    kernel: [
      ...style.flatMap((row) => [1, -1].map((sign) => unit(row, styleDim, sign, values.length))),
      ...values.map((_, edge) => [
        ...style.map(() => 0),
        ...values.map((_, hat) => slope(edge, hat) / STEP),
      ]),
    ],
    bias: [...style.map(() => 0), ...values.map((_, hat) => (hat === 0 ? 1 : 0))],
  });
}

function unit(row: number, width: number, sign: number, zeros: number): number[] {
  return Array.from({ length: width + zeros }, (_, index) => (index === row ? sign : 0));
}

interface Fixed {
  /** inputs × outputs */
  kernel: number[][];
  bias: number[];
  activation?: "relu";
}

/** A dense layer whose weights are given and never learn. */
function fixedDense(
  from: SymbolicTensor,
  name: string,
  { kernel, bias, activation }: Fixed,
): SymbolicTensor {
  const layer = layers.dense({
    name,
    units: bias.length,
    trainable: false,
    ...(activation ? { activation } : {}),
  });
  const result = layer.apply(from) as SymbolicTensor;
  layer.setWeights([tensor2d(kernel), tensor1d(bias)]);
  return result;
}
