// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { showLayers } from "../../../app/_explorer/layers/layers.ts";
import { moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { NoiseSection } from "../../../app/_explorer/panel/model/noise/noise-section.tsx";
import {
  DRAWS,
  imageLoss,
  latentsToDecode,
} from "../../../app/_explorer/panel/model/posterior/image-loss.ts";
import { PosteriorSection } from "../../../app/_explorer/panel/model/posterior/posterior-section.tsx";
import { sliderRows } from "../../../app/_explorer/panel/sliders/slider-order.ts";
import { Sliders } from "../../../app/_explorer/panel/sliders/sliders.tsx";
import { usePosteriorView } from "../../../app/_explorer/posterior/posterior-view.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { toHalf } from "../../../server/latent/half.ts";
import { klToPrior } from "../../../server/latent/posterior/gaussian.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { render } from "../panel/render.ts";

const embedding = Float32Array.from({ length: 18 }, (_, i) => ((i * 7) % 11) / 4 - 1);
const logVar = Float32Array.from({ length: 18 }, (_, i) => -(i % 4));
const cloud = {
  embedding,
  points: embedding,
  labels: Uint8Array.of(0, 1, 2, 0, 1, 2),
  count: 6,
};
const realFetch = globalThis.fetch;
let asked: string[] = [];
let unmount = async () => {};

beforeEach(() => {
  resetExplorer();
  resetLive(3);
  asked = [];
  globalThis.fetch = async (address) => {
    asked.push(String(address));
    if (String(address).endsWith("posterior.bin")) return new Response(toHalf(logVar));
    return new Response(JSON.stringify({ error: { code: "engine_failed" } }), { status: 503 });
  };
});
afterEach(async () => {
  await unmount();
  showLayers("");
  globalThis.fetch = realFetch;
});

async function mount(card: ModelCard, Section: typeof PosteriorSection) {
  useExplorer.setState({ card, cloud });
  const rendered = await render(<Section card={card} />);
  unmount = rendered.unmount;
  await settled();
  return rendered.element;
}

const settled = (ms = 60) => act(async () => await new Promise((done) => setTimeout(done, ms)));
const found = (element: HTMLElement, id: string) =>
  element.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const words = (element: HTMLElement | null) => element?.textContent?.replaceAll(/\s+/g, " ") ?? "";

it("[PV9] of an image as it is decoded, nothing but the KL is left; a black picture of a white one costs", () => {
  const white = new Uint8Array(4).fill(255);
  const black = new Uint8Array(4);
  const mean = Float32Array.of(0.5, -1);
  const own = Float32Array.of(-1, 0);
  const perfect = imageLoss(white, [white, white, white], { mean, logVar: own });
  expect(perfect.reconstruction).toBeLessThan(0.01);
  expect(perfect.kl).toBeCloseTo(klToPrior(0.5, -1) + klToPrior(-1, 0), 6);
  const mixed = imageLoss(white, [white, white, black], { mean, logVar: own });
  expect(mixed.atMean).toBeLessThan(0.01);
  expect(mixed.reconstruction).toBeCloseTo((4 * Math.log(4080)) / 2, 0);
});

it("[PV9] a label costs no KL; a point has a reconstruction alone and is decoded once", () => {
  const mean = Float32Array.of(1, 5);
  const image = new Uint8Array(4);
  const labelled = imageLoss(image, [image], { mean, logVar: Float32Array.of(0, -20), label: 1 });
  expect(labelled.kl).toBeCloseTo(0.5, 6);
  expect(imageLoss(image, [image], { mean, logVar: null })).toMatchObject({ kl: null });
  expect(latentsToDecode(mean, null)).toEqual([mean]);
});

it("[PV9] draws lie around the mean as wide as the posterior is, the same for every image", () => {
  const mean = Float32Array.of(3, -3);
  const narrow = latentsToDecode(mean, Float32Array.of(-40, -40));
  expect(narrow).toHaveLength(DRAWS + 1);
  for (const z of narrow) for (const d of [0, 1]) expect(z[d]).toBeCloseTo(mean[d] ?? 0, 5);
  const wide = latentsToDecode(mean, Float32Array.of(0, 0));
  const again = latentsToDecode(mean, Float32Array.of(0, 0));
  expect(wide).toEqual(again);
  expect(new Set(wide.map(([x]) => x)).size).toBe(DRAWS + 1);
});

it("[PV10] the held-out means stand apart and add up; what cannot be decoded is said in a sentence", async () => {
  const element = await mount(makeCard(), PosteriorSection);
  // −ELBO 2, of which 1 is KL.
  expect(words(found(element, "loss-held-out"))).toContain("1.0 + 1.0 = −ELBO 2.0");
  await settled(250);
  expect(element.querySelector("[role=alert]")?.textContent).toBeTruthy();
  expect(asked.some((address) => address.endsWith("posterior.bin"))).toBe(true);
}, 30_000);

it("[PV10] the whole and its parts: active units, distances, and the prior's shares", async () => {
  const element = await mount(makeCard({ klPerDimension: [1, 0.001, 1] }), PosteriorSection);
  await settled(100);
  expect(words(found(element, "active-units"))).toContain("2 of 3 units active");
  expect(words(found(element, "aggregate-distance"))).toMatch(/Wasserstein-1: [\d.]+ σ on average/);
  expect(words(found(element, "aggregate-whole"))).toMatch(/KL [\d.]+ nats/);
  expect(element.textContent).toContain("19.9 %");
  expect(element.querySelectorAll("[data-dead=true]")).toHaveLength(1);
});

it("[PV11] a plain autoencoder says why it has neither; nothing is asked for, its curves are there", async () => {
  const plain = makeCard({ kind: "autoencoder", klPerDimension: [] });
  const element = await mount(plain, PosteriorSection);
  await settled(100);
  expect(words(element)).toContain("a plain autoencoder gives each image a point");
  expect(words(element)).toContain("No prior");
  for (const id of ["show-rings", "show-hovered", "show-class"])
    expect((found(element, id) as HTMLInputElement).disabled).toBe(true);
  expect(asked.some((address) => address.endsWith("posterior.bin"))).toBe(false);
  expect(element.querySelectorAll("li svg")).toHaveLength(3);
  expect(found(element, "loss-held-out")?.textContent).not.toContain("ELBO");
});

it("[PV11] an adversarial autoencoder has a prior and no posterior", async () => {
  const element = await mount(
    makeCard({ kind: "adversarial-autoencoder", klPerDimension: [] }),
    PosteriorSection,
  );
  expect((found(element, "show-rings") as HTMLInputElement).disabled).toBe(false);
  expect((found(element, "show-hovered") as HTMLInputElement).disabled).toBe(true);
  expect(words(element)).toContain("this autoencoder gives each image a point");
});

it("[PV12] dead by KL; a label and a model without a KL have no dead dimension", () => {
  const rows = sliderRows(3, [2, 0.01, 0], true, { label: 2 });
  expect(rows.map(({ dimension, active, kl }) => [dimension, active, kl])).toEqual([
    [0, true, 2],
    [1, false, 0.01],
    [2, true, null],
  ]);
  expect(sliderRows(2, [], false).every(({ active, kl }) => active && kl === null)).toBe(true);
});

it("[PV12] sliders show KL and the word dead, and curves when asked for", async () => {
  const element = await mount(makeCard({ klPerDimension: [1.5, 0.001, 1] }), Sliders as never);
  expect(words(element)).toContain("1.50");
  expect(words(element)).toContain("dead");
  expect(found(element, "curve-0")).toBeNull();
  await act(async () => usePosteriorView.setState({ curves: true }));
  await settled(100);
  for (const d of [0, 1, 2]) expect(found(element, `curve-${d}`)).not.toBeNull();
});

it("[NC3] the section begins at the own cursor, and begins anew where it rests after a move", async () => {
  moveOwn([0.5, 0.5, 0.5]);
  const element = await mount(makeCard(), NoiseSection);
  expect(words(found(element, "noise-here"))).toContain("0.00 σ of noise");
  expect(words(found(element, "noise-verdict"))).toMatch(/^Stays [012] /);
  const slider = found(element, "noise-amount") as HTMLInputElement;
  await act(async () => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};
    set?.call(slider, "1.5");
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect(words(found(element, "noise-here"))).toContain("1.50 σ of noise");
  await settled(300);
  expect(words(found(element, "noise-here"))).toContain("1.50 σ of noise");
  await act(async () => moveOwn([-1, 0, 0]));
  await settled(300);
  expect(words(found(element, "noise-here"))).toContain("0.00 σ of noise");
});
