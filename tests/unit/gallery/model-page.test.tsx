import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import type { ComponentProps } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { Locale } from "../../../app/_i18n/locale.ts";
import { ModelPage } from "../../../app/_model/model-page.tsx";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { readAllTexts, withTexts } from "../../helpers/texts.ts";

const CARD = makeCard({
  title: "Six digits",
  metrics: { psnr: 12.5 },
  baselines: { "pca.psnr": 13.25 },
});

/** As the server writes it, then as it is read. */
async function written(locale: Locale, props: ComponentProps<typeof ModelPage>) {
  const page = (
    <AppRouterContext value={{} as AppRouterInstance}>
      <ModelPage {...props} />
    </AppRouterContext>
  );
  const html = renderToString(withTexts(page, locale, await readAllTexts(locale)));
  // And its words alone: those of a command lie each in an element.
  return `${html}\n${html.replace(/<[^>]*>/g, "")}`;
}

test("[GL10] words, figures, data and command are in the page before any script runs", async () => {
  const html = await written("en", { card: CARD, host: CARD, hasCurve: false });
  for (const part of [
    "Six digits",
    "12.50 dB",
    "loses to",
    "13.25 dB",
    "npm run train",
    "MIT",
    "No curve",
  ])
    expect(html).toContain(part);
});

test("[GL10] in Russian too; where there is no room, none is offered", async () => {
  const html = await written("ru", { card: CARD, host: undefined, hasCurve: true });
  for (const part of ["Показатели", "12,50 дБ", "хуже, чем", "Обучить заново"])
    expect(html).toContain(part);
  expect(html).not.toContain("open-model-room");
});

const IMPORTED = {
  command: "npm run import -- faces.onnx --id faces",
  date: "2026-11-30",
  file: "faces.onnx",
  licence: "CC0 1.0",
  input: [100, 1, 1],
  layout: "nchw",
  range: "-1..1",
  batch: 1,
  latents: "file",
  mean: [0, 0, 0],
  std: [1, 1, 1],
} satisfies ModelCard["imported"];

const { dataset } = makeCard();
const shown = { train: 6, validation: 0, heldOut: 0 };
const BROUGHT = makeCard({
  kind: "decoder",
  loss: null,
  training: null,
  metrics: {},
  baselines: {},
  klPerDimension: [],
  parameters: { encoder: null, decoder: 1234 },
  imported: IMPORTED,
  dataset: { ...dataset, ...shown, shown, source: "a lab", licence: "" },
});

test("[GL13] the page of a model that was brought along says how it was read, and what was not measured", async () => {
  const html = await written("en", { card: BROUGHT, host: BROUGHT, hasCurve: false });
  for (const part of [
    "Not measured",
    "How it was read",
    "100 × 1 × 1",
    "channels first (NCHW)",
    "−1 to 1",
    "1 in the file",
    "CC0 1.0",
    "1,234",
    "Import it again",
    "--id faces",
    "section-confusion",
    "section-extremes",
  ])
    expect(html).toContain(part);
  for (const part of ["section-training", "kept out of training", "Split"])
    expect(html).not.toContain(part);
});

test("[GL13] its figures are of images that were set aside here, which its owner may have trained on", async () => {
  const card = {
    ...BROUGHT,
    metrics: { mse: 0.02, ssim: 0.7 },
    baselines: { "pca.mse": 0.03, "pca.ssim": 0.4 },
    dataset: { ...BROUGHT.dataset, heldOut: 450 },
  };
  const html = await written("en", { card, host: card, hasCurve: false });
  for (const part of ["450 images that the import set aside", "is not known", "PCA", "0.0300"])
    expect(html).toContain(part);
  expect(html).not.toContain("kept out of training");
});

test("[GL13] of codes that were drawn here no neighbours are asked, and without pictures nothing is set beside them", async () => {
  const drawn = { ...BROUGHT, imported: { ...IMPORTED, latents: "prior" as const } };
  const html = await written("ru", { card: drawn, host: drawn, hasCurve: false });
  expect(html).toContain("взяты здесь из N(0, I)");
  for (const part of ["section-confusion", "section-extremes"]) expect(html).not.toContain(part);
  const decoded = { ...BROUGHT, dataset: { ...BROUGHT.dataset, decoded: true } };
  const plain = await written("en", { card: decoded, host: decoded, hasCurve: false });
  expect(plain).toContain("section-confusion");
  expect(plain).not.toContain("section-extremes");
});
