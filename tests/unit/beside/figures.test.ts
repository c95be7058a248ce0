import { expect, it } from "vitest";
import { compareFigures } from "../../../app/_explorer/panel/model/beside/figures.ts";

const lines = (a: Record<string, number>, b: Record<string, number>) =>
  compareFigures({ metrics: a }, { metrics: b }).map(({ key, better }) => [key, better]);

it("[SB8] less is better of errors, more of PSNR and 10-NN, and of the KL neither", () => {
  const a = { negativeElbo: 100, klNats: 5, mse: 0.02, psnr: 17, bce: 0.1, knn10: 0.7 };
  const b = { negativeElbo: 120, klNats: 9, mse: 0.01, psnr: 20, bce: 0.2, knn10: 0.7 };
  expect(lines(a, b)).toEqual([
    ["negativeElbo", 0],
    ["klNats", null],
    ["mse", 1],
    ["psnr", 1],
    ["bce", 0],
    ["knn10", null],
  ]);
});

it("[SB8] a figure that one of them lacks is compared with nothing, one that both lack is left out", () => {
  expect(lines({ mse: 0.02, negativeElbo: 100 }, { mse: 0.03 })).toEqual([
    ["negativeElbo", null],
    ["mse", 0],
  ]);
});
