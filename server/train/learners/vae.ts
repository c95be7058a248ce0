import { add, mul, type Scalar, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { reparameterize } from "../../model/losses/reparameterize.ts";
import { klLoss } from "../../model/losses/vae.ts";
import { type LatentModel, trainableWeights } from "../../model/nets/latent-model.ts";
import { ScheduledAdam } from "../loop/optimizer.ts";
import { descend, measure } from "./descend.ts";
import { type ImageLoss, imageLoss } from "./image-loss.ts";
import { batchTensors, type LatentLearner } from "./learner.ts";

/**
 * The two halves of the −ELBO, nats per image, with one posterior sample
 * (arXiv 1312.6114, equation 10). `seen` is what the encoder gets, `image` what the decoder owes:
 * they differ when training corrupts its input. Call inside `tidy`.
 */
export function vaeLosses(
  { encoder, logits }: LatentModel,
  batch: { seen: Tensor4D; image: Tensor4D; epsilon: Tensor2D },
  loss: ImageLoss = "bce",
) {
  const [mean, logVar] = encoder.apply(batch.seen) as [Tensor2D, Tensor2D];
  const z = reparameterize({ mean, logVar }, batch.epsilon);
  return {
    reconstruction: imageLoss(loss, batch.image, logits.apply(z) as Tensor4D),
    kl: klLoss({ mean, logVar }),
  };
}

/** A variational autoencoder: reconstruction + β·KL. */
export function vaeLearner(
  model: LatentModel,
  { beta, loss }: { beta: number; loss: ImageLoss },
): LatentLearner {
  const weights = trainableWeights(model);
  const optimizer = new ScheduledAdam();
  const objective = (tensors: ReturnType<typeof batchTensors>, weight: number) => {
    const { reconstruction, kl } = vaeLosses(model, tensors, loss);
    return { total: add(reconstruction, mul(kl, weight)) as Scalar, terms: { reconstruction, kl } };
  };
  return {
    model,
    latentDim: model.latentDim,
    weights,
    optimizers: [optimizer],
    step: (batch, { warmth }) =>
      descend(optimizer, weights, () => objective(batchTensors(model, batch), beta * warmth)),
    losses: (batch) => measure(() => objective(batchTensors(model, batch), beta)),
    cost: ({ reconstruction = Number.NaN, kl = Number.NaN }) => reconstruction + beta * kl,
  };
}
