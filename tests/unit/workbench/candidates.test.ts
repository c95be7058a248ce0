import { expect, it } from "vitest";
import {
  canWork,
  chosenIds,
  fitting,
  subjectsOf,
} from "../../../app/_explorer/bench/candidates.ts";
import type { BenchDamage } from "../../../server/protocol/bench.ts";
import type { ModelCard, RestorerCard } from "../../../server/protocol/model-card.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { BENCH } from "./bench.ts";

const model = (id: string, over: Partial<ModelCard> = {}) => makeCard({ id, ...over });
const { dataset } = makeCard();
const room = model("vae-3d");
const restorer = (id: string, factor: number) =>
  ({ ...model(id), kind: "super-resolution", factor }) as unknown as RestorerCard;
const CARDS = [
  model("vae-16d", { latentDim: 16 }),
  model("pca-16d", { kind: "pca", latentDim: 16 }),
  model("pca-2d", { kind: "pca", latentDim: 2 }),
  model("denoise", {
    ...{ kind: "denoising-autoencoder", latentDim: 12 },
    baselines: { "linear.psnr.veil": 16.5 },
  }),
  restorer("sr2", 2),
  restorer("sr4", 4),
  model("fashion", { dataset: { ...dataset, id: "fashion" } }),
  model("large", { imageShape: [64, 64, 3] }),
  room,
];
const cards = fitting(room, CARDS);
const bench = (damage: Partial<BenchDamage>, models: string[] | null = null) => ({
  ...BENCH,
  models,
  damage: { ...BENCH.damage, noise: "none" as const, ...damage },
});

it("[WB16] the room's model is first, then those of its data, then others of its shape; other shapes do not fit", () => {
  const ids = cards.map(({ id }) => id);
  expect(ids[0]).toBe("vae-3d");
  expect(ids.at(-1)).toBe("fashion");
  expect(ids).not.toContain("large");
  expect(new Set(ids).size).toBe(8);
});

it("[WB16] by themselves a handful is shown: the denoiser for noise, a restorer for its own factor, PCA of like dimension", () => {
  expect(chosenIds(room, cards, bench({}))).toEqual(["vae-3d", "vae-16d", "pca-2d"]);
  const noisy = chosenIds(room, cards, bench({ noise: "veil", level: 1 }));
  expect(noisy).toContain("denoise");
  expect(chosenIds(room, cards, bench({ factor: 4 }))).toContain("sr4");
  expect(chosenIds(room, cards, bench({ factor: 4 }))).not.toContain("sr2");
});

it("[WB16] a restorer that was chosen waits until its factor is taken", () => {
  const sr2 = CARDS[4] as RestorerCard;
  expect(canWork(sr2, bench({ factor: 4 }).damage)).toBe(false);
  expect(chosenIds(room, cards, bench({ factor: 1 }, ["sr2", "pca-2d"]))).toEqual(["pca-2d"]);
  expect(chosenIds(room, cards, bench({ factor: 2 }, ["sr2", "pca-2d"]))).toContain("sr2");
});

it("[WB16] what needs no model stands beside them: for noise median, blur and the best linear map, for fewer pixels interpolation", () => {
  const plain = (damage: Partial<BenchDamage>) =>
    subjectsOf(room, cards, bench(damage))
      .filter(({ kind }) => kind === "baseline")
      .map(({ id }) => id);
  expect(plain({})).toEqual(["damaged"]);
  expect(plain({ noise: "veil", level: 1 })).toEqual(["damaged", "median", "smooth", "linear"]);
  expect(plain({ factor: 2 })).toEqual(["damaged", "bilinear", "bicubic"]);
  expect(plain({ noise: "zeroMean", level: 1 })).not.toContain("linear");
  const noDenoiser = cards.filter(({ id }) => id !== "denoise");
  expect(
    subjectsOf(room, noDenoiser, bench({ noise: "veil", level: 1 })).map(({ id }) => id),
  ).not.toContain("linear");
});
