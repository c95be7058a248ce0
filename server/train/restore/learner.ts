import {
  avgPool,
  mean,
  type Scalar,
  squaredDifference,
  sum,
  type Tensor,
  type Tensor4D,
  tensor4d,
} from "@tensorflow/tfjs-core";
import type { Restorer } from "../../model/nets/restorer.ts";
import type { Batch } from "../batches/batches.ts";
import { descend, measure } from "../learners/descend.ts";
import type { Learner } from "../learners/learner.ts";
import { ScheduledAdam } from "../loop/optimizer.ts";

/** Learns to undo the mean of blocks: squared error of the whole image, which is what PSNR counts. */
export function restorerLearner(
  { unclipped }: Restorer,
  { factor, imageShape }: { factor: number; imageShape: readonly [number, number, number] },
): Learner {
  const weights = unclipped.trainableWeights;
  const optimizer = new ScheduledAdam();
  const objective = ({ image, count }: Batch) => {
    const wanted = tensor4d(image, [count, ...imageShape]);
    const low = avgPool(wanted, factor, factor, "valid");
    const error = squaredDifference(unclipped.apply(low) as Tensor4D, wanted);
    const reconstruction = mean(sum(error as Tensor, [1, 2, 3])) as Scalar;
    return { total: reconstruction, terms: { reconstruction } };
  };
  return {
    latentDim: 0,
    weights,
    optimizers: [optimizer],
    step: (batch) => descend(optimizer, weights, () => objective(batch)),
    losses: (batch) => measure(() => objective(batch)),
    cost: ({ reconstruction }) => reconstruction,
  };
}
