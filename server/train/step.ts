import {
  add,
  keep,
  mul,
  type NamedTensorMap,
  type Scalar,
  type Tensor,
  tensor2d,
  tensor4d,
  tidy,
  type Variable,
  variableGrads,
} from "@tensorflow/tfjs-core";
import { trainableWeights, type Vae, vaeLosses } from "../model/vae.ts";
import { type Batch, plainBatches } from "./batches.ts";
import type { Dataset } from "./dataset.ts";
import type { ScheduledAdam } from "./optimizer.ts";

/** Nats per image. A type, not an interface: `tidy` may return it. */
export type Losses = { reconstruction: number; kl: number };

/** One gradient step on reconstruction + β·KL; the losses are those before the step. */
export function trainStep(
  { vae, optimizer }: { vae: Vae; optimizer: ScheduledAdam },
  batch: Batch,
  beta: number,
): Losses {
  return tidy(() => {
    const tensors = batchTensors(vae, batch);
    const kept: Record<keyof Losses, Scalar[]> = { reconstruction: [], kl: [] };
    const { grads, value } = variableGrads(
      () => {
        const { reconstruction, kl } = vaeLosses(vae, tensors);
        kept.reconstruction.push(keep(reconstruction));
        kept.kl.push(keep(kl));
        return add(reconstruction, mul(kl, beta)) as Scalar;
      },
      trainableWeights(vae).map((weight) => weight.read() as Variable),
    );
    optimizer.applyGradients(toNamedTensors(grads));
    value.dispose();
    return { reconstruction: takeScalar(kept.reconstruction), kl: takeScalar(kept.kl) };
  });
}

/** Mean losses over untouched images in order, one seeded posterior sample an image. */
export function plainLosses(
  vae: Vae,
  dataset: Dataset,
  { batchSize, seed }: { batchSize: number; seed: number },
): Losses {
  const mean = createMeanLosses();
  for (const batch of plainBatches(dataset, { batchSize, seed, latentDim: vae.latentDim })) {
    const losses = tidy(() => {
      const { reconstruction, kl } = vaeLosses(vae, batchTensors(vae, batch));
      return { reconstruction: scalarOf(reconstruction), kl: scalarOf(kl) };
    });
    mean.add(losses, batch.count);
  }
  return mean.value();
}

/** A running mean, weighted by images, since the last batch of an epoch may be short. */
export function createMeanLosses() {
  let images = 0;
  const sum: Losses = { reconstruction: 0, kl: 0 };
  return {
    add(losses: Losses, count: number) {
      images += count;
      sum.reconstruction += losses.reconstruction * count;
      sum.kl += losses.kl * count;
    },
    value: (): Losses => ({ reconstruction: sum.reconstruction / images, kl: sum.kl / images }),
  };
}

function batchTensors(vae: Vae, { count, seen, image, epsilon }: Batch) {
  const [, height, width, channels] = vae.encoder.inputs[0]?.shape ?? [];
  const shape: [number, number, number, number] = [count, height ?? 0, width ?? 0, channels ?? 0];
  return {
    seen: tensor4d(seen, shape),
    image: tensor4d(image, shape),
    epsilon: tensor2d(epsilon, [count, vae.latentDim]),
  };
}

function takeScalar(scalars: Scalar[]): number {
  const [scalar] = scalars;
  if (scalar === undefined) throw new Error("the loss was not evaluated");
  const value = scalarOf(scalar);
  scalar.dispose();
  return value;
}

function scalarOf(scalar: Scalar): number {
  return scalar.dataSync()[0] ?? Number.NaN;
}

/** The optimiser's type wants an array where `variableGrads` gives a map; both work alike. */
function toNamedTensors(gradients: NamedTensorMap): { name: string; tensor: Tensor }[] {
  return Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
}
