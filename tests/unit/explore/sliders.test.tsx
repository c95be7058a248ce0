// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { OwnImage } from "../../../app/_explorer/panel/image/own-image.tsx";
import {
  foundRows,
  pageOf,
  sliderRows,
} from "../../../app/_explorer/panel/sliders/slider-order.ts";
import { Sliders } from "../../../app/_explorer/panel/sliders/sliders.tsx";
import { resetUi } from "../../../app/_explorer/panel/ui-state.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { click, render } from "../panel/render.ts";

const DIM = 40;
const COUNT = 200;
const std = Array.from({ length: DIM }, (_, d) => 1 + ((d * 7) % DIM));
const card = makeCard({
  kind: "decoder",
  latentDim: DIM,
  loss: null,
  training: null,
  parameters: { encoder: null, decoder: 5 },
  klPerDimension: [],
  metrics: {},
  imported: {
    command: "npm run import",
    date: "2026-11-30",
    file: "decoder.onnx",
    licence: "MIT",
    input: [DIM],
    layout: "nchw",
    range: "0..1",
    batch: null,
    latents: "file",
    mean: std.map(() => 10),
    std,
  },
});
/** The first two dimensions go together; the rest is noise. */
const embedding = gaussianVector(createRandom(1), DIM * COUNT);
for (let row = 0; row < COUNT; row++) {
  const at = DIM * row;
  embedding[at] = 3 * (embedding[at] ?? 0);
  embedding[at + 1] = (embedding[at] ?? 0) + 0.1 * (embedding[at + 1] ?? 0);
}
const cloud = {
  embedding,
  points: new Float32Array(3 * COUNT),
  labels: new Uint8Array(COUNT),
  count: COUNT,
};

let element: HTMLElement;
let unmount = async () => {};
const test = (id: string) => element.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const names = () =>
  [...element.querySelectorAll("label[for^=slider-]")].map((label) => label.textContent);
const settled = () => act(async () => void (await new Promise((done) => setTimeout(done, 60))));

async function type(id: string, value: string) {
  await act(async () => {
    const input = test(id) as HTMLInputElement;
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};
    set?.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

beforeEach(async () => {
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener() {},
    removeEventListener() {},
  }));
  resetExplorer();
  resetUi();
  resetLive(DIM);
  useExplorer.setState({ card, cloud });
  ({ element, unmount } = await render(
    <>
      <OwnImage />
      <Sliders />
    </>,
  ));
});
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

it("[EX23] sixteen sliders at a time, the widest first, and the next page has the next", async () => {
  expect(names()).toHaveLength(16);
  const order = std.map((_, d) => d).sort((a, b) => (std[b] ?? 0) - (std[a] ?? 0));
  expect(names()).toEqual(order.slice(0, 16).map((d) => `z${d + 1}`));
  expect(test("sliders-page")?.textContent).toBe("1 of 3");
  await click(test("sliders-next") as HTMLElement);
  expect(names()).toEqual(order.slice(16, 32).map((d) => `z${d + 1}`));
});

it("[EX23] one is found by its number, and says its value in the decoder's units", async () => {
  await type("find-dimension", "z37");
  expect(names()).toEqual(["z37"]);
  await type("slider-36", "1");
  expect(live.z[36]).toBe(1);
  await settled();
  const told = 10 + (std[36] ?? 0);
  expect(test("slider-36")?.getAttribute("aria-valuetext")).toBe(
    `1.00 (${told} in the decoder's own units)`,
  );
  await type("find-dimension", "77");
  expect(names()).toEqual([]);
  expect(test("sliders-page")?.textContent).toBe("no such one");
});

it("[EX23] pages and finding are plain sums", () => {
  const rows = sliderRows(1024, [], false);
  expect(pageOf(rows, 99)).toMatchObject({ page: 63, pages: 64 });
  expect(pageOf(rows, 63).shown.at(-1)?.dimension).toBe(1023);
  expect(pageOf([], 2)).toEqual({ shown: [], page: 0, pages: 1 });
  expect(foundRows(rows, "102").map(({ dimension }) => dimension)).toEqual([
    101, 1019, 1020, 1021, 1022, 1023,
  ]);
});

it("[EX22] component sliders move along the data, and the place across stays", async () => {
  await click(test("axes-components") as HTMLElement);
  await vi.waitFor(() => expect(names()[0]).toBe("PC1"), { timeout: 8_000 });
  expect(names()).toHaveLength(16);
  moveOwn(new Float32Array(DIM));
  await type("slider-pc0", "1");
  const [a = 0, b = 0, ...rest] = live.z;
  expect(Math.abs(a)).toBeGreaterThan(2);
  expect(b / a).toBeCloseTo(1, 0);
  expect(Math.max(...rest.map(Math.abs))).toBeLessThan(0.5);
});

it("[EX20] the distance is said from the middle of the data, in their own σ, and what is typical", async () => {
  const told = () => element.querySelector("figcaption")?.textContent ?? "";
  await vi.waitFor(() => expect(told()).toMatch(/From the middle \d/), { timeout: 8_000 });
  // Along the two that go together three σ are one, across them a tenth is.
  moveOwn(Float32Array.from({ length: DIM }, (_, d) => (d < 2 ? 3 : 0)));
  await vi.waitFor(() => expect(Number(/middle ([\d.]+)/.exec(told())?.[1])).toBeLessThan(1.6));
  moveOwn(Float32Array.from({ length: DIM }, (_, d) => (d === 0 ? 1 : d === 1 ? -1 : 0)));
  await vi.waitFor(() => expect(Number(/middle ([\d.]+)/.exec(told())?.[1])).toBeGreaterThan(4));
  expect(element.querySelector("figcaption b")?.getAttribute("title")).toMatch(
    /Most data lie between/,
  );
});
