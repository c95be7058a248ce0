// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { Grid } from "../../../app/_explorer/panel/model/grid/grid.tsx";
import { styleGrid } from "../../../app/_explorer/panel/model/grid/style-grid.ts";
import { ClassRow } from "../../../app/_explorer/panel/sliders/class-row.tsx";
import { resetExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { click, press, render } from "../panel/render.ts";

const CONDITION = { dimension: 2, values: [-1.5, 0, 1.5] };
const CARD = makeCard({ kind: "conditional-vae", condition: CONDITION });

let unmount = async () => {};
beforeEach(() => {
  resetExplorer();
  resetLive(3);
  // What draws before the next repaint draws at once.
  vi.stubGlobal("requestAnimationFrame", (draw: FrameRequestCallback) => {
    draw(0);
    return 0;
  });
});
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

async function mount(content: Parameters<typeof render>[0]) {
  const rendered = await render(content);
  unmount = rendered.unmount;
  return rendered.element;
}

test("[CG1] one class in a row, one style down a column", () => {
  const grid = styleGrid(CARD, 4, 5);
  expect(grid).toHaveLength(15);
  for (const [cell, z] of grid.entries()) {
    expect(z[2]).toBe(CONDITION.values[Math.floor(cell / 5)]);
    expect([...z.subarray(0, 2)]).toEqual([...(grid[cell % 5] ?? z).subarray(0, 2)]);
  }
  expect(new Set(grid.map((z) => z[0])).size).toBe(5);
  expect(styleGrid(CARD, 4, 5)).toEqual(grid);
  expect(styleGrid(CARD, 5, 5)).not.toEqual(grid);
  expect(styleGrid(makeCard(), 4, 5)).toEqual([]);
});

test("[CG2] ten classes are one request; a press flies to its cell, arrow keys go from cell to cell", async () => {
  const asked: number[] = [];
  vi.stubGlobal("fetch", async (_url: string, { body }: RequestInit) => {
    const { z } = JSON.parse(String(body)) as { z: number[][] };
    asked.push(z.length);
    return new Response(new Uint8Array(z.length * 4));
  });
  const classNames = Array.from({ length: 10 }, (_, label) => String(label));
  const values = classNames.map((_, label) => label / 4);
  const ten = makeCard({
    condition: { dimension: 2, values },
    dataset: { ...CARD.dataset, classNames },
  });
  const element = await mount(<Grid card={ten} />);
  expect(asked).toEqual([100]);
  const cell = (label: number, style: number) =>
    element.querySelector<HTMLElement>(`[data-testid=cell-${label}-${style}]`);
  await click(cell(3, 4));
  expect([...live.z]).toEqual([...(styleGrid(ten, 1, 10)[34] ?? [])]);
  await act(async () => cell(3, 4)?.focus());
  await press(cell(3, 4) as HTMLElement, "ArrowDown");
  expect(document.activeElement).toBe(cell(4, 4));
  await press(cell(4, 4) as HTMLElement, "ArrowLeft");
  expect(document.activeElement).toBe(cell(4, 3));
  expect(element.querySelectorAll("[tabindex='0']")).toHaveLength(1);
  await click(element.querySelector<HTMLElement>("[data-testid=roll-styles]"));
  expect(asked).toEqual([100, 100]);
}, 30_000);

test("[CG3] choosing a class sets its dimension alone; the nearest is shown wherever one goes", async () => {
  moveOwn([0.3, -0.7, 0.2]);
  const element = await mount(<ClassRow condition={CONDITION} names={["a", "b", "c"]} />);
  const inputs = [...element.querySelectorAll("input")];
  const chosen = () => inputs.findIndex(({ checked }) => checked);
  expect(chosen()).toBe(1);
  await click(inputs[2]);
  expect([...live.z]).toEqual([...Float32Array.from([0.3, -0.7, 1.5])]);
  expect(chosen()).toBe(2);
  await act(async () => moveOwn([0.3, -0.7, -1]));
  expect(chosen()).toBe(0);
});
