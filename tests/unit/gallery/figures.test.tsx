// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { figureRows } from "../../../app/_figures/compare.ts";
import { FigureTable } from "../../../app/_figures/figure-table.tsx";
import { keyFigures } from "../../../app/_figures/key-figures.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { render } from "../panel/render.ts";

const rowOf = (key: string, metrics: Record<string, number>, baselines: Record<string, number>) =>
  figureRows({ kind: "vae", metrics, baselines }).find((row) => row.key === key);

test.each([
  ["knn10", 0.944, 0.9447, true],
  ["knn10", 0.9447, 0.944, false],
  ["knn10", 0.944, 0.944, false],
  ["mse", 0.02, 0.0199, true],
  ["mse", 0.0199, 0.02, false],
  ["psnr.veil", 16.2, 16.5, true],
  ["klNats", 5, 4, false],
  ["klNats", 4, 5, false],
])("[GL1] %s %d beside %d: loses %j", (key, model, other, loses) => {
  const row = rowOf(key, { [key]: model }, { [`linear.${key}`]: other });
  expect(row?.baselines).toEqual([{ name: "linear", value: other, wins: loses }]);
});

test("[GL1] of several baselines the strongest stands first, and each is judged by itself", () => {
  const baselines = { "median.psnr.veil": 12, "linear.psnr.veil": 16.5 };
  expect(rowOf("psnr.veil", { "psnr.veil": 14 }, baselines)?.baselines).toEqual([
    { name: "linear", value: 16.5, wins: true },
    { name: "median", value: 12, wins: false },
  ]);
});

test("[GL1] to what is as good as can be nothing loses", () => {
  const row = rowOf("priorDistance", { priorDistance: 0.02 }, { "fresh.priorDistance": 0.01 });
  expect(row?.baselines.map(({ wins }) => wins)).toEqual([false]);
});

test("[GL1] of an attribute of the data, named by its figure, a model can lose too", () => {
  const attribute = rowOf("knn10.skin", { "knn10.skin": 0.91 }, { "pca.knn10.skin": 0.95 });
  expect(attribute).toMatchObject({
    known: { text: "knn10Of", of: "skin", unit: "percent" },
    baselines: [{ name: "pca", wins: true }],
  });
});

test("[GL1] a PCA does not lose to itself", () => {
  const card = makeCard({ kind: "pca", metrics: { mse: 0.0501 }, baselines: { "pca.mse": 0.05 } });
  expect(figureRows(card)).toMatchObject([{ key: "mse", baselines: [] }]);
});

test("[GL1] what loses is said in words, what wins is not", async () => {
  const card = makeCard({
    metrics: { knn10: 0.9, mse: 0.1 },
    baselines: { "pca.knn10": 0.95, "pca.mse": 0.2 },
  });
  const { element, unmount } = await render(
    <FigureTable rows={figureRows(card)} caption="Measured on 2 images." />,
  );
  const said = (key: string) => element.querySelector(`[data-figure="${key}"]`)?.textContent;
  expect(said("knn10")).toBe("10-NN90.0 %loses to PCA 95.0 %");
  expect(said("mse")).toBe("Squared error0.1000 PCA 0.2000");
  await unmount();
});

test("[GL2] unknown figures come last, under their key, and nothing is said of who wins", async () => {
  const card = makeCard({
    metrics: { zebra: 3, "a.b": 1.23456, psnr: 10 },
    baselines: { "pca.zebra": 2, "wavelet.psnr": 9, "pca.only": 1 },
  });
  const rows = figureRows(card);
  expect(rows.map(({ key }) => key)).toEqual(["psnr", "a.b", "only", "zebra"]);
  expect(rows.flatMap(({ baselines }) => baselines).some(({ wins }) => wins)).toBe(false);
  const { element, unmount } = await render(<FigureTable rows={rows} caption="" explained />);
  const text = element.textContent ?? "";
  for (const part of ["a.b", "1.2346", "wavelet 9.00 dB", "only", "–"])
    expect(text).toContain(part);
  await unmount();
});

test("[GL2] a card whose figures are all of another kind still shows some", () => {
  const card = makeCard({ kind: "denoising-autoencoder", metrics: { novel: 1 }, baselines: {} });
  expect(keyFigures(card).map(({ key }) => key)).toEqual(["novel"]);
  expect(keyFigures(makeCard()).map(({ key }) => key)).toEqual(["negativeElbo", "knn10", "psnr"]);
});
