import { tensor1d, tensor2d, tensor4d } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { meanSimilarity } from "../../../server/degrade/similarity.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { dependence } from "../../../server/model/losses/independence.ts";
import { similarity } from "../../../server/model/losses/ssim.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";

beforeAll(async () => {
  await chooseBackend("wasm");
});

it.each([[[12, 14, 1]], [[13, 12, 3]], [[8, 8, 1]]] as const)(
  "[T74] SSIM as a loss is SSIM as a measure: shape %j",
  (shape) => {
    const random = createRandom(6);
    const length = 2 * shape[0] * shape[1] * shape[2];
    const [a, b] = [0, 1].map(() => Float32Array.from({ length }, random)) as [
      Float32Array,
      Float32Array,
    ];
    const loss = similarity(tensor4d(a, [2, ...shape]), tensor4d(b, [2, ...shape]));
    expect(loss.dataSync()[0]).toBeCloseTo(meanSimilarity(a, b, shape), 4);
  },
);

it("[T75] codes that do not know their label depend on it by about 0; such as do, by much", () => {
  const random = createRandom(8);
  const count = 400;
  const labels = Uint8Array.from({ length: count }, () => Math.floor(random() * 4));
  const blind = gaussianVector(random, count * 2);
  const telling = blind.map((value, index) => 0.1 * value + (labels[index >> 1] ?? 0));
  const [none, much] = [blind, telling].map(
    (codes) =>
      dependence(
        tensor2d(codes, [count, 2]),
        tensor1d(Int32Array.from(labels), "int32"),
        4,
      ).dataSync()[0],
  );
  expect(Math.abs(none ?? 1)).toBeLessThan(0.01);
  expect(much).toBeGreaterThan(0.3);
});
