import { tensor, tensor2d } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { reparameterize } from "../../../server/model/losses/reparameterize.ts";
import { klLoss, klPerDimension, reconstructionLoss } from "../../../server/model/losses/vae.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";

beforeAll(async () => {
  await chooseBackend("wasm");
});

it("[T1] KL of μ = 0, σ = 0.1 is 1.8076 nats a dimension", () => {
  const logVar = tensor2d([[2 * Math.log(0.1), 0]]);
  const perDimension = klPerDimension({ mean: tensor2d([[0, 0]]), logVar }).dataSync();
  expect(perDimension[0]).toBeCloseTo(1.8076, 4);
  expect(perDimension[1]).toBeCloseTo(0, 6);
});

it("[T1] KL sums over dimensions and averages over images", () => {
  const posterior = {
    mean: tensor2d([
      [1, 2],
      [0, 0],
    ]),
    logVar: tensor2d([
      [0, 0],
      [0, 0],
    ]),
  };
  expect(klLoss(posterior).dataSync()[0]).toBeCloseTo((0.5 * (1 + 4)) / 2, 6);
});

it("[T2] reconstruction sums −x·ln p − (1 − x)·ln(1 − p) over pixels, averages over images", () => {
  const image = [1, 0, 0.5, 0.25];
  const logits = [2, -1, 0.3, 4];
  const byHand = image.map((x, i) => {
    const p = 1 / (1 + Math.exp(-(logits[i] ?? 0)));
    return -x * Math.log(p) - (1 - x) * Math.log(1 - p);
  });
  const expected = byHand.reduce((sum, nats) => sum + nats, 0) / 2;
  const shape = [2, 1, 2, 1];
  const loss = reconstructionLoss(tensor(image, shape), tensor(logits, shape));
  expect(loss.dataSync()[0]).toBeCloseTo(expected, 5);
});

it("[T2] a hopeless logit costs its size, not infinity", () => {
  const loss = reconstructionLoss(tensor([0], [1, 1, 1, 1]), tensor([500], [1, 1, 1, 1]));
  expect(loss.dataSync()[0]).toBeCloseTo(500, 3);
});

it("[T3] z = μ + σ·ε with σ = e^(logVar/2)", () => {
  const posterior = { mean: tensor2d([[1]]), logVar: tensor2d([[Math.log(9)]]) };
  expect(reparameterize(posterior, tensor2d([[2]])).dataSync()[0]).toBeCloseTo(7, 5);
});
