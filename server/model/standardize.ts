import { type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import type { LayersModel, layers } from "@tensorflow/tfjs-layers";
import type { LatentModel } from "./nets/latent-model.ts";

/** Of each latent dimension. */
export interface Spread {
  mean: Float64Array;
  deviation: Float64Array;
}

/** Mean and standard deviation of every column. A dimension in which all are alike counts as 1 wide. */
export function spreadOf(codes: Float32Array, latentDim: number): Spread {
  const count = codes.length / latentDim;
  const [mean, square] = [new Float64Array(latentDim), new Float64Array(latentDim)];
  for (const [index, value] of codes.entries())
    mean[index % latentDim] = (mean[index % latentDim] ?? 0) + value / count;
  for (const [index, value] of codes.entries()) {
    const column = index % latentDim;
    square[column] = (square[column] ?? 0) + (value - (mean[column] ?? 0)) ** 2 / count;
  }
  return { mean, deviation: square.map((variance) => Math.sqrt(variance) || 1) };
}

/**
 * Changes the last layer of the encoder and the first of the decoder so that codes with this spread get mean 0 and
 * variance 1 while every image is reconstructed as before: z' = (z − m) / s goes into one, z = s·z' + m into the other.
 */
export function standardizeCodes({ encoder, decoder }: LatentModel, spread: Spread): void {
  const { mean, deviation } = spread;
  const width = mean.length;
  tidy(() => {
    changeDense(encoder.getLayer("z_mean"), (kernel, bias) => ({
      kernel: kernel.map((value, i) => value / (deviation[i % width] ?? 1)),
      bias: bias.map((value, i) => (value - (mean[i] ?? 0)) / (deviation[i] ?? 1)),
    }));
    changeDense(firstDense(decoder), (kernel, bias) => ({
      kernel: kernel.map((value, i) => value * (deviation[Math.floor(i / bias.length)] ?? 1)),
      bias: bias.map((value, column) =>
        mean.reduce((sum, m, row) => sum + m * (kernel[row * bias.length + column] ?? 0), value),
      ),
    }));
  });
}

type Values = { kernel: Float32Array; bias: Float32Array };

function changeDense(
  layer: layers.Layer,
  change: (kernel: Float32Array, bias: Float32Array) => Values,
): void {
  const [kernel, bias] = layer.getWeights() as [Tensor, Tensor];
  const changed = change(kernel.dataSync() as Float32Array, bias.dataSync() as Float32Array);
  layer.setWeights([tensor(changed.kernel, kernel.shape), tensor(changed.bias, bias.shape)]);
}

function firstDense(decoder: LayersModel): layers.Layer {
  const layer = decoder.layers.find((candidate) => candidate.getClassName() === "Dense");
  if (layer === undefined) throw new Error("the decoder has no dense layer");
  return layer;
}
