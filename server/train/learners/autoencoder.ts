import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs-core";
import { type LatentModel, trainableWeights } from "../../model/nets/latent-model.ts";
import { ScheduledAdam } from "../loop/optimizer.ts";
import { descend, measure } from "./descend.ts";
import { type ImageLoss, imageLoss } from "./image-loss.ts";
import { type BatchTensors, batchTensors, type LatentLearner } from "./learner.ts";

/** Reconstruction of a model whose encoder gives one code an image. Call inside `tidy`. */
export function reconstruct(
  { encoder, logits }: LatentModel,
  batch: BatchTensors,
  loss: ImageLoss,
) {
  const code = encoder.apply(batch.seen) as Tensor2D;
  return { code, reconstruction: imageLoss(loss, batch.image, logits.apply(code) as Tensor4D) };
}

/** A plain autoencoder, and a denoising one: what differs is what the encoder sees. */
export function autoencoderLearner(
  model: LatentModel,
  { loss }: { loss: ImageLoss },
): LatentLearner {
  const weights = trainableWeights(model);
  const optimizer = new ScheduledAdam();
  const objective = (tensors: BatchTensors) => {
    const { reconstruction } = reconstruct(model, tensors, loss);
    return { total: reconstruction, terms: { reconstruction } };
  };
  return {
    model,
    latentDim: model.latentDim,
    weights,
    optimizers: [optimizer],
    step: (batch) => descend(optimizer, weights, () => objective(batchTensors(model, batch))),
    losses: (batch) => measure(() => objective(batchTensors(model, batch))),
    cost: ({ reconstruction }) => reconstruction,
  };
}
