import { createInterface } from "node:readline";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { CONVOLUTIONAL } from "../../../server/model/nets/architecture.ts";
import { buildModel, trainableWeights } from "../../../server/model/nets/latent-model.ts";
import { BACKENDS, chooseBackend } from "../../../server/train/backend/backend.ts";
import type { Batch } from "../../../server/train/batches/batches.ts";
import { vaeLearner } from "../../../server/train/learners/vae.ts";

// A process of bench train: trains the net of digits-3d on random images, with the backend that its argument names.
const LATENT_DIM = 3;
const PIXELS = 784;

type Request = { op: "prepare"; batch: number } | { op: "run"; seconds: number };

let step = () => {};
let batchSize = 0;

function prepare(count: number): object {
  const model = buildModel({
    ...{ imageShape: [28, 28, 1], latentDim: LATENT_DIM, seed: 1, architecture: CONVOLUTIONAL },
  });
  const learner = vaeLearner(model, { loss: "bce", beta: 1 });
  for (const optimizer of learner.optimizers) optimizer.setLearningRate(1e-3);
  const random = createRandom(1);
  const image = Float32Array.from({ length: count * PIXELS }, () => random());
  const epsilon = gaussianVector(random, count * LATENT_DIM);
  const batch: Batch = { count, image, seen: image, epsilon, labels: new Uint8Array(count) };
  step = () => void learner.step(batch, { warmth: 1 });
  batchSize = count;
  for (let i = 0; i < 3; i++) step();
  const sizes = trainableWeights(model).map((weight) => weight.read().size);
  return { parameters: sizes.reduce((sum, size) => sum + size, 0) };
}

function run(seconds: number): object {
  const start = performance.now();
  let images = 0;
  do {
    step();
    images += batchSize;
  } while (performance.now() - start < seconds * 1000);
  return { images, seconds: (performance.now() - start) / 1000 };
}

function answer(request: Request): object {
  try {
    return request.op === "prepare" ? prepare(request.batch) : run(request.seconds);
  } catch (cause) {
    return { error: String(cause instanceof Error ? cause.message : cause).slice(0, 300) };
  }
}

const name = BACKENDS.find((known) => known === process.argv[2]) ?? "auto";
await chooseBackend(name);
for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(answer(JSON.parse(line) as Request)));
