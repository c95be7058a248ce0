import { initializers, input, type LayersModel, layers, model } from "@tensorflow/tfjs-layers";
import { createSeedStream } from "./seeds.ts";

export interface RestorerOptions {
  /** [height, width, channels] of what it is given. */
  lowShape: readonly [number, number, number];
  /** How many times higher and wider its result is: a power of two. */
  factor: number;
  /** Channels of the convolutions at the low resolution, first to last. */
  filters: readonly number[];
  /** One seed decides every initial weight. */
  seed: number;
}

export interface Restorer {
  /** low [n, h, w, c] → image [n, factor·h, factor·w, c] in 0..1: what is saved and served. */
  restorer: LayersModel;
  /** The same layers without the last clipping, which would hide a pixel's error from the gradient. */
  unclipped: LayersModel;
}

/**
 * Super-resolution without a bottleneck: what is missing is learned and added to the enlarged image, so that nothing
 * that is there can be lost. All but the last steps happen at the low resolution, where a convolution sees twice as far for a
 * quarter of the price (ESPCN, arXiv 1609.05158; the residual is VDSR's, arXiv 1511.04587).
 */
export function buildRestorer({ lowShape, factor, filters, seed }: RestorerOptions): Restorer {
  const seeds = createSeedStream(seed);
  const he = () => initializers.heNormal({ seed: seeds.next() });
  const low = input({ shape: [...lowShape], name: "low" });
  let features = low;
  for (const [index, channels] of filters.entries()) {
    const convolution = layers.conv2d({
      name: `restorer_conv_${index + 1}`,
      filters: channels,
      kernelSize: 3,
      padding: "same",
      activation: "relu",
      kernelInitializer: he(),
    });
    features = convolution.apply(features) as typeof low;
  }
  const doublings = Math.log2(factor);
  if (!Number.isInteger(doublings) || doublings < 1)
    throw new RangeError(`a factor of ${factor} is no power of two`);
  for (let step = 1; step <= doublings; step++) {
    const isLast = step === doublings;
    const up = layers.conv2dTranspose({
      name: `restorer_up_${step}`,
      filters: isLast ? lowShape[2] : (filters.at(-1) ?? 0) / 2,
      kernelSize: 4,
      strides: 2,
      padding: "same",
      activation: isLast ? "linear" : "relu",
      // What is added is nothing at first.
      kernelInitializer: isLast ? "zeros" : he(),
    });
    features = up.apply(features) as typeof low;
  }
  const enlarged = layers
    .upSampling2d({ name: "restorer_enlarged", size: [factor, factor], dataFormat: "channelsLast" })
    .apply(low) as typeof low;
  const sum = layers.add({ name: "restorer_sum" }).apply([enlarged, features]) as typeof low;
  const clipped = layers.reLU({ name: "restorer_image", maxValue: 1 }).apply(sum) as typeof low;
  return {
    restorer: model({ name: "restorer", inputs: low, outputs: clipped }),
    unclipped: model({ name: "restorer_unclipped", inputs: low, outputs: sum }),
  };
}
