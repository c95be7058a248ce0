// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useAttributes } from "../../../app/_explorer/colouring/attributes.ts";
import { resetLive } from "../../../app/_explorer/live.ts";
import { DrawnBy } from "../../../app/_explorer/panel/image/drawn-by.tsx";
import { Legend } from "../../../app/_explorer/panel/legend/legend.tsx";
import { About } from "../../../app/_explorer/panel/model/about/about.tsx";
import { ModelPanel } from "../../../app/_explorer/panel/model/model-panel.tsx";
import { useSection } from "../../../app/_explorer/panel/model/open-section.ts";
import { PosteriorSection } from "../../../app/_explorer/panel/model/posterior/posterior-section.tsx";
import { SetTask } from "../../../app/_explorer/panel/task/set-task.tsx";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { click, render } from "../panel/render.ts";

const own = makeCard();
const foreign = makeCard({
  kind: "decoder",
  loss: null,
  training: null,
  parameters: { encoder: null, decoder: 20_000_000 },
  metrics: {},
  baselines: {},
  klPerDimension: [],
  projection: { kind: "umap", neighbours: 15, minDistance: 0.1, seed: 1 },
  dataset: {
    ...own.dataset,
    classNames: ["all"],
    exact: false,
    decoded: true,
    attributes: [{ kind: "number", name: "age", min: 0, max: 254 }],
  },
});
const points = Float32Array.from({ length: 18 }, (_, i) => Math.sin(i));

let element: HTMLElement;
let unmount = async () => {};
const mount = async (node: React.ReactNode) => {
  ({ element, unmount } = await render(node));
};
const test = (id: string) => element.querySelector<HTMLElement>(`[data-testid="${id}"]`);

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener() {},
    removeEventListener() {},
  }));
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ models: [] })));
  resetExplorer();
  resetLive(3);
  const cloud = { embedding: points, points, labels: new Uint8Array(6), count: 6 };
  useAttributes.setState({
    columns: [Uint8Array.of(0, 10, 10, 200, 254, 255)],
    of: foreign.dataset.hash,
  });
  useExplorer.setState({ card: foreign, cloud });
});
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

it("[EX13] each part of the Model tab works or says in a line why not", async () => {
  await mount(<ModelPanel />);
  const said: Record<string, string> = {};
  for (const id of ["plane", "noise", "codes", "bench"] as const) {
    await act(async () => useSection.setState({ open: id }));
    said[id] = test("why-not")?.textContent ?? "";
  }
  expect(said).toEqual({
    plane: expect.stringContaining("UMAP bends"),
    noise: expect.stringContaining("one class"),
    codes: expect.stringContaining("what the model decodes"),
    bench: expect.stringContaining("without an encoder"),
  });
});

it("[EX13] figures that nobody measured, images that are not there and a prior that is not known are said", async () => {
  await mount(
    <>
      <About card={foreign} />
      <PosteriorSection card={foreign} />
    </>,
  );
  const words = element.textContent ?? "";
  expect(words).toContain("Its figures were not measured");
  expect(words).toContain("the pictures are what the model decodes");
  expect(words).toContain("Its prior is not known here");
  expect(words).toContain("rings and ellipsoids have no true shape");
  expect(test("loss-held-out")).toBe(null);
});

it("[EX13] with one class no task that names classes can be set", async () => {
  HTMLDialogElement.prototype.showModal ??= () => {};
  await mount(<SetTask />);
  const kinds = [...document.querySelectorAll<HTMLInputElement>("input[name=kind]")].map(
    ({ value }) => value,
  );
  expect(kinds).toEqual(["datum", "empty", "own"]);
});

it("[EX30] a page that may not draw by itself says so, and how large the decoder is", async () => {
  await mount(<DrawnBy />);
  expect(test("drawn-by")?.textContent).toContain("(80 MB)");
});

it("[EX2] a number's legend has two handles, bars to press, and what is not known by itself", async () => {
  await mount(<Legend />);
  const select = test("colour-by") as HTMLSelectElement;
  await act(async () => {
    select.value = "attribute-0";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const hidden = () => useExplorer.getState().hiddenClasses;
  expect(test("range-from")?.getAttribute("aria-valuetext")).toBe("0");
  expect(test("range-to")?.getAttribute("aria-valuetext")).toBe("254");
  await click(test("bar-8") as HTMLElement);
  expect([hidden().has(10), hidden().has(0), hidden().has(200), hidden().has(255)]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  await click(test("bar-8") as HTMLElement);
  expect(hidden().size).toBe(0);
  await click(test("class-255") as HTMLElement);
  expect([...hidden()]).toEqual([255]);
  await act(async () => {
    select.value = "class";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  expect(hidden().size).toBe(0);
  expect(element.textContent).toContain("the cursor's place in the cloud is approximate");
});
