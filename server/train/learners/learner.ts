import {
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor2d,
  tensor4d,
} from "@tensorflow/tfjs-core";
import type { LatentModel } from "../../model/nets/latent-model.ts";
import type { LayerWeight } from "../../model/weights.ts";
import type { Batch } from "../batches/batches.ts";
import type { Losses } from "../loop/losses.ts";
import type { ScheduledAdam } from "../loop/optimizer.ts";

/** How far a run is, for what changes along the way. */
interface Moment {
  /** Share of the weight of the KL term, 0..1: grows while the decoder learns to use z. */
  warmth: number;
}

/** Whatever learns: what it minimises, and the optimisers that do it. */
export interface Learner {
  /** How much noise a batch brings for each image; 0 where nothing is coded. */
  latentDim: number;
  /** All that learns: the model's weights first, then those of helpers. */
  weights: readonly LayerWeight[];
  optimizers: readonly ScheduledAdam[];
  /** One step of each optimiser; the losses are those before the step. */
  step(batch: Batch, moment: Moment): Losses;
  /** The same losses without a step. */
  losses(batch: Batch): Losses;
  /** What the best epoch has least of; undefined where the last epoch counts, as in a game of two nets. */
  cost(losses: Losses): number | undefined;
}

/** What learns a latent space. */
export interface LatentLearner extends Learner {
  model: LatentModel;
}

export interface BatchTensors {
  seen: Tensor4D;
  image: Tensor4D;
  epsilon: Tensor2D;
  labels: Tensor1D;
}

/** Call inside `tidy`. */
export function batchTensors(model: LatentModel, batch: Batch): BatchTensors {
  const { count, seen, image, epsilon, labels } = batch;
  const [, height, width, channels] = model.encoder.inputs[0]?.shape ?? [];
  const shape: [number, number, number, number] = [count, height ?? 0, width ?? 0, channels ?? 0];
  return {
    seen: tensor4d(seen, shape),
    image: tensor4d(image, shape),
    epsilon: tensor2d(epsilon, [count, model.latentDim]),
    labels: tensor1d(Int32Array.from(labels), "int32"),
  };
}
