import {
  add,
  memory,
  type Scalar,
  tensor2d,
  tensor4d,
  tidy,
  type Variable,
  variableGrads,
} from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { buildModel, trainableWeights } from "../../../server/model/nets/latent-model.ts";
import { readWeights, writeWeights } from "../../../server/model/weights.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";
import { vaeLosses } from "../../../server/train/learners/vae.ts";

const LATENT = 2;
/** Wide enough to rise above float32 noise, narrow enough that few ReLUs switch inside. */
const STEP = 2e-3;

it("[T4] the gradient of the loss is what finite differences say, in every layer", async () => {
  await chooseBackend("wasm");
  const vae = buildModel({ imageShape: [8, 8, 1], latentDim: LATENT, seed: 3 });
  const random = createRandom(5);
  const pixels = Float32Array.from({ length: 2 * 64 }, () => random());
  const epsilon = gaussianVector(random, 2 * LATENT);
  const loss = () => {
    const image = tensor4d(pixels, [2, 8, 8, 1]);
    const batch = { seen: image, image, epsilon: tensor2d(epsilon, [2, LATENT]) };
    const { reconstruction, kl } = vaeLosses(vae, batch);
    return add(reconstruction, kl) as Scalar;
  };
  const variables = trainableWeights(vae).map((weight) => weight.read() as Variable);
  const { grads } = variableGrads(loss, variables);
  const weights = readWeights(trainableWeights(vae));
  for (const [index, variable] of variables.entries()) {
    const gradient = grads[variable.name]?.dataSync() ?? new Float32Array();
    const steepest = indexOfLargest(gradient);
    const lossAt = (offset: number) => {
      const moved = weights.map((values) => values.slice());
      const target = moved[index] ?? new Float32Array();
      target[steepest] = (target[steepest] ?? 0) + offset;
      writeWeights(trainableWeights(vae), moved);
      return tidy(loss).dataSync()[0] ?? Number.NaN;
    };
    const slope = (lossAt(STEP) - lossAt(-STEP)) / (2 * STEP);
    const analytic = gradient[steepest] ?? Number.NaN;
    expect(Math.abs(slope - analytic), variable.name).toBeLessThan(
      0.05 * Math.abs(analytic) + 0.05,
    );
  }
  writeWeights(trainableWeights(vae), weights);
  const before = memory().numTensors;
  tidy(loss).dispose();
  expect(memory().numTensors).toBe(before);
});

function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i] ?? 0) > Math.abs(values[best] ?? 0)) best = i;
  }
  return best;
}
