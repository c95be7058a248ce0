import { add, mean, onesLike, type Scalar, type Tensor2D, zerosLike } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { crossEntropyOf } from "../../model/losses/vae.ts";
import { type LatentModel, trainableWeights } from "../../model/nets/latent-model.ts";
import { ScheduledAdam } from "../loop/optimizer.ts";
import { reconstruct } from "./autoencoder.ts";
import { descend, measure } from "./descend.ts";
import { type BatchTensors, batchTensors, type LatentLearner } from "./learner.ts";

/** Step sizes as shares of the preset's. */
export interface AdversarialRates {
  discriminator: number;
  generator: number;
}

/**
 * An adversarial autoencoder (Makhzani et al., arXiv 1511.05644). Three optimisers take turns: encoder and decoder learn to
 * reconstruct, the discriminator to tell codes from draws of N(0, I), the encoder to make codes that pass for draws
 * (non-saturating: it raises ln D, since ln(1 − D) is flat where it loses).
 */
export function adversarialLearner(
  model: LatentModel,
  { rates }: { rates: AdversarialRates },
): LatentLearner {
  const { discriminator } = model;
  if (discriminator === undefined) throw new Error("the model has no adversary");
  const encoderWeights = model.encoder.trainableWeights;
  const optimizers = [
    new ScheduledAdam(),
    // Betas of .5: a game has no fixed valley to gather speed in (DCGAN, arXiv 1511.06434).
    new ScheduledAdam({ share: rates.discriminator, momentum: 0.5 }),
    new ScheduledAdam({ share: rates.generator, momentum: 0.5 }),
  ] as const;
  const plain = (tensors: BatchTensors) => {
    const { reconstruction } = reconstruct(model, tensors, "bce");
    return { total: reconstruction, terms: { reconstruction } };
  };
  const telling = ({ seen, epsilon }: BatchTensors) => {
    const code = model.encoder.apply(seen) as Tensor2D;
    const loss = discriminatorLoss(discriminator, { drawn: epsilon, code });
    return { total: loss, terms: { discriminator: loss } };
  };
  const passing = ({ seen }: BatchTensors) => {
    const verdict = discriminator.apply(model.encoder.apply(seen) as Tensor2D) as Tensor2D;
    const loss = mean(crossEntropyOf(onesLike(verdict), verdict)) as Scalar;
    return { total: loss, terms: { generator: loss } };
  };
  const games = [plain, telling, passing];
  const players = [trainableWeights(model), discriminator.trainableWeights, encoderWeights];
  const merge = <T>(parts: Record<string, T>[]) => Object.assign({}, ...parts);
  return {
    model,
    latentDim: model.latentDim,
    weights: [...trainableWeights(model), ...discriminator.trainableWeights],
    optimizers,
    step: (batch) =>
      merge(
        optimizers.map((optimizer, turn) =>
          descend(optimizer, players[turn] ?? [], () =>
            (games[turn] ?? plain)(batchTensors(model, batch)),
          ),
        ),
      ),
    losses: (batch) => merge(games.map((game) => measure(() => game(batchTensors(model, batch))))),
    cost: () => undefined,
  };
}

/** −ln D of draws − ln(1 − D) of codes, nats; 2·ln 2 = 1.386 where it cannot tell them apart. */
function discriminatorLoss(
  discriminator: LayersModel,
  { drawn, code }: { drawn: Tensor2D; code: Tensor2D },
): Scalar {
  const [real, made] = [drawn, code].map((z) => discriminator.apply(z) as Tensor2D) as [
    Tensor2D,
    Tensor2D,
  ];
  return add(
    mean(crossEntropyOf(onesLike(real), real)),
    mean(crossEntropyOf(zerosLike(made), made)),
  ) as Scalar;
}
