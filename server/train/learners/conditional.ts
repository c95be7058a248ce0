import {
  add,
  concat,
  expandDims,
  gather,
  logSoftmax,
  mean,
  mul,
  oneHot,
  type Scalar,
  slice,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
} from "@tensorflow/tfjs-core";
import { dependence } from "../../model/losses/independence.ts";
import { reparameterize } from "../../model/losses/reparameterize.ts";
import { klLoss, reconstructionLoss } from "../../model/losses/vae.ts";
import { type LatentModel, trainableWeights } from "../../model/nets/latent-model.ts";
import { ScheduledAdam } from "../loop/optimizer.ts";
import { descend, measure } from "./descend.ts";
import { type BatchTensors, batchTensors, type LatentLearner } from "./learner.ts";

/**
 * A conditional VAE: reconstruction of the image from its style and its true label, + β·KL of the style, + what the style
 * still tells about the label, + the cross-entropy of the encoder's own classifier, which shares no weight with the rest.
 */
export function conditionalLearner(
  model: LatentModel,
  { beta, leakWeight }: { beta: number; leakWeight: number },
): LatentLearner {
  const { conditional } = model;
  if (conditional === undefined) throw new Error("the model has no label in its code");
  const { style, classifier, values } = conditional;
  const weights = trainableWeights(model);
  const optimizer = new ScheduledAdam();
  const styleDim = model.latentDim - 1;
  const objective = ({ seen, image, epsilon, labels }: BatchTensors, weight: number) => {
    const [mu, logVar] = style.apply(seen) as [Tensor2D, Tensor2D];
    const noise = slice(epsilon, [0, 0], [-1, styleDim]);
    const sample = reparameterize({ mean: mu, logVar }, noise);
    const label = expandDims(gather(tensor1d(values), labels), 1) as Tensor2D;
    const reconstruction = reconstructionLoss(
      image,
      model.logits.apply(concat([sample, label], 1)) as Tensor4D,
    );
    const kl = klLoss({ mean: mu, logVar });
    const leak = dependence(sample, labels, values.length);
    const truth = oneHot(labels, values.length);
    const surprise = sum(mul(truth, logSoftmax(classifier.apply(seen) as Tensor2D)), 1);
    const classes = mean(sub(0, surprise)) as Scalar;
    const terms = { reconstruction, kl, leak, classifier: classes };
    const parts = [mul(kl, weight), mul(leak, leakWeight), classes];
    const total = parts.reduce<Tensor>((sum, part) => add(sum, part), reconstruction) as Scalar;
    return { total, terms };
  };
  return {
    model,
    latentDim: model.latentDim,
    weights,
    optimizers: [optimizer],
    step: (batch, { warmth }) =>
      descend(optimizer, weights, () => objective(batchTensors(model, batch), beta * warmth)),
    losses: (batch) => measure(() => objective(batchTensors(model, batch), beta)),
    cost: ({ reconstruction = Number.NaN, kl = Number.NaN, leak = Number.NaN }) =>
      reconstruction + beta * kl + leakWeight * leak,
  };
}
