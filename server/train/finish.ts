import { type Tensor, tensor, tensor4d, tidy } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { type LatentModel, layersModels } from "../model/nets/latent-model.ts";
import { roundToHalf } from "../model/precision.ts";
import { spreadOf, standardizeCodes } from "../model/standardize.ts";
import { hasPrior } from "../protocol/card-shape.ts";
import type { ModelKind } from "../protocol/model-card.ts";
import { type ImageSet, pixelsOf } from "./data/image-set.ts";

/** Rows a call: bounds the memory that features take. */
const BATCH = 500;
/** After it a classifier's second guess has no say: its shares of classes are 0 and 1. */
const SHARPENING = 20;

/**
 * What is done to trained weights before they are published: codes that follow no prior get mean 0 and variance 1 over the
 * training images, a classifier inside the encoder decides, and all weights are rounded to half precision.
 */
export function finish(model: LatentModel, { kind, train }: { kind: ModelKind; train: ImageSet }) {
  if (!hasPrior({ kind }))
    standardizeCodes(model, spreadOf(encodeAll(model, train), model.latentDim));
  if (model.conditional) sharpen(model.conditional.classifier);
  for (const part of layersModels(model)) roundToHalf(part);
}

function encodeAll({ encoder, latentDim }: LatentModel, images: ImageSet): Float32Array {
  const codes = new Float32Array(images.count * latentDim);
  const size = pixelsOf(images);
  for (let start = 0; start < images.count; start += BATCH) {
    const end = Math.min(start + BATCH, images.count);
    const rows = tidy(() => {
      const pixels = images.images.slice(start * size, end * size);
      const input = tensor4d(pixels, [end - start, ...images.imageShape]);
      const [mean] = [encoder.predict(input)].flat() as Tensor[];
      return mean?.dataSync() ?? [];
    });
    codes.set(rows, start * latentDim);
  }
  return codes;
}

function sharpen(classifier: LayersModel): void {
  const layer = classifier.getLayer("class_logits");
  tidy(() => {
    layer.setWeights(
      layer.getWeights().map((weight) => {
        const values = weight.dataSync() as Float32Array;
        return tensor(
          values.map((value) => value * SHARPENING),
          weight.shape,
        );
      }),
    );
  });
}
