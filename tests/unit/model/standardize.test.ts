import { type Tensor, tensor2d, tensor4d } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { dense, slim } from "../../../server/model/nets/architecture.ts";
import { buildModel, type LatentModel } from "../../../server/model/nets/latent-model.ts";
import { buildLinear } from "../../../server/model/nets/linear.ts";
import { fitPca, projectRows, reconstructRows } from "../../../server/model/pca.ts";
import { spreadOf, standardizeCodes } from "../../../server/model/standardize.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";
import { tinySet } from "../train/tiny-set.ts";

const { images, count } = tinySet(200);

beforeAll(async () => {
  await chooseBackend("wasm");
});

function encode({ encoder }: LatentModel): Float32Array {
  const [mean] = [encoder.predict(tensor4d(images, [count, 8, 8, 1]))].flat() as Tensor[];
  return Float32Array.from(mean?.dataSync() ?? []);
}

function decode({ decoder, latentDim }: LatentModel, codes: Float32Array): Float32Array {
  const image = decoder.predict(tensor2d(codes, [codes.length / latentDim, latentDim])) as Tensor;
  return Float32Array.from(image.dataSync());
}

function largest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 9))), 0);
}

it.each([
  ["dense layers", dense(16)],
  ["convolutions without a hidden layer", slim()],
])(
  "[T70] standardised codes have mean 0 and variance 1, reconstructions stay: %s",
  (_, architecture) => {
    const model = buildModel({
      ...{ imageShape: [8, 8, 1], latentDim: 3, seed: 2, posterior: false },
      architecture,
    });
    const before = encode(model);
    const drawn = decode(model, before);
    standardizeCodes(model, spreadOf(before, 3));
    const after = encode(model);
    const { mean, deviation } = spreadOf(after, 3);
    for (const value of mean) expect(value).toBeCloseTo(0, 4);
    for (const value of deviation) expect(value).toBeCloseTo(1, 4);
    expect(largest(decode(model, after), drawn)).toBeLessThan(1e-4);
  },
);

it("[T70] a dimension that never varies stays as wide as it is", () => {
  expect([...spreadOf(new Float32Array([2, 1, 2, 3]), 2).deviation]).toEqual([1, 1]);
});

it("[T71] a PCA as a model gives the codes and the pictures of the PCA, pixels cut to 0..1", () => {
  const rows = { values: images, count, dim: 64 };
  const pca = fitPca(rows, 4);
  const model = buildLinear(pca, [8, 8, 1]);
  const codes = projectRows(pca, rows);
  expect(largest(encode(model), codes)).toBeLessThan(1e-3);
  const wanted = reconstructRows(pca, codes).map((value) => Math.min(1, Math.max(0, value)));
  expect(largest(decode(model, codes), wanted)).toBeLessThan(1e-3);
  const far = decode(
    model,
    gaussianVector(createRandom(3), 40).map((value) => value * 50),
  );
  expect(Math.min(...far)).toBe(0);
  expect(Math.max(...far)).toBe(1);
});
