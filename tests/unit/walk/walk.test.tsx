// @vitest-environment happy-dom
import { act, createElement } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useWalkKeys } from "../../../app/_explorer/keys/walk-keys.ts";
import { createCursor, live, resetLive, type SceneControls } from "../../../app/_explorer/live.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { useSpoken } from "../../../app/_explorer/walk/spoken.ts";
import { Voice } from "../../../app/_explorer/walk/voice.tsx";
import { showTexts } from "../../../app/_i18n/text.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { readAllTexts } from "../../helpers/texts.ts";
import { render } from "../panel/render.ts";

function Page() {
  useWalkKeys();
  return (
    <>
      <Voice />
      {/* As the scene describes its canvas. */}
      {createElement("canvas", { role: "application", tabIndex: 0 })}
      <input />
    </>
  );
}

/** Twelve data on the x axis, 0 to 11: class 1 up to 6, class 2 from 7 on. */
const xs = Array.from({ length: 12 }, (_, i) => i);
const embedding = Float32Array.from(xs.flatMap((x) => [x, 0, 0]));
const labels = Uint8Array.from(xs, (x) => (x < 7 ? 1 : 2));

const looked: unknown[] = [];
const scene: SceneControls = {
  view: () => ({ position: [0, 0, 9], target: [0, 0, 0] }),
  setView: () => {},
  hold: () => {},
  distance: () => 9,
  face: () => {},
  resetView: () => {},
  lookAt: (point) => looked.push([...point]),
  goAlong: () => {},
  turn: () => {},
  approach: () => {},
};

let element: HTMLElement;
let unmount = async () => {};

beforeEach(async () => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  resetExplorer();
  resetLive(3);
  live.scene = scene;
  looked.length = 0;
  useExplorer.setState({
    card: makeCard(),
    cloud: { embedding, points: embedding, labels, count: 12 },
  });
  ({ element, unmount } = await render(<Page />));
});
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
  showTexts("en", await readAllTexts("en"));
});

async function press(code: string, options: KeyboardEventInit = {}, on = "canvas") {
  const event = new KeyboardEvent("keydown", { code, bubbles: true, cancelable: true, ...options });
  element.querySelector(on)?.dispatchEvent(event);
  return event.defaultPrevented;
}

/** The next sentence after the one that is there. */
async function heard(): Promise<string> {
  const before = useSpoken.getState().text;
  await act(() => vi.waitFor(() => expect(useSpoken.getState().text).not.toBe(before)));
  return useSpoken.getState().text;
}

const ALT = { altKey: true };

test("[EV12] a step chooses the next datum and says its class, distance, mix and density; Enter flies to it", async () => {
  await press("ArrowRight", ALT);
  expect(await heard()).toMatch(
    /^Image of 1, 1\.00 σ from you\. 6 of the 10 nearest are 1, 4 are 2\. .*1\.00 σ from the origin\.$/,
  );
  expect(useExplorer.getState().hovered).toBe(1);
  await press("ArrowRight", ALT);
  await heard();
  expect(useExplorer.getState().hovered).toBe(2);
  await press("ArrowLeft", ALT);
  await heard();
  expect(useExplorer.getState().hovered).toBe(1);
  await press("Enter");
  expect(await heard()).toBe("You are there.");
  expect([...live.z]).toEqual([1, 0, 0]);
});

test("[EV12] hidden classes are stepped over; where nothing lies it says so and nothing changes", async () => {
  useExplorer.setState({ hiddenClasses: new Set([1]) });
  await press("ArrowRight", ALT);
  await heard();
  expect(useExplorer.getState().hovered).toBe(7);
  await press("ArrowUp", ALT);
  expect(await heard()).toBe("No image lies above.");
  expect(useExplorer.getState().hovered).toBe(7);
});

test("[EV13] where am I: mix, density, origin, the nearest datum and the nearest person", async () => {
  const at = (slot: number, x: number) => {
    const cursor = createCursor(slot, 3);
    cursor.z = Float32Array.of(x, 0, 0);
    live.cursors.set(slot, cursor);
  };
  at(2, 4);
  at(5, -1.5);
  const peer = (slot: number, name: string) => ({ slot, name, color: "#4477aa", online: true });
  useExplorer.setState({
    peers: new Map([
      [2, peer(2, "Anna")],
      [5, peer(5, "Boris")],
    ]),
  });
  await press("KeyV");
  const said = await heard();
  expect(said).toContain("This is exactly the place of an image of 1.");
  expect(said).toContain("The nearest image, 1, is 1.00 σ away.");
  expect(said).toContain("The nearest person, Boris, is 1.50 σ away.");
  await press("BracketRight");
  expect(await heard()).toMatch(/^Anna, person 1 of 2, 4\.00 σ from you\./);
  expect(looked).toEqual([[4, 0, 0]]);
  await press("BracketRight");
  expect(await heard()).toMatch(/^Boris, person 2 of 2/);
  await press("BracketRight");
  expect(await heard()).toMatch(/^Anna/);
  await press("Enter");
  await heard();
  expect([...live.z]).toEqual([4, 0, 0]);
});

test("[EV13] said in Russian, with its plurals and its decimal comma", async () => {
  showTexts("ru", await readAllTexts("ru"));
  await press("ArrowRight", ALT);
  expect(await heard()).toMatch(
    /^Изображение класса 1, 1,00 σ от вас\. Из 10 ближайших 6 — класса 1, 4 — класса 2\./,
  );
});

test("[EV14] the keys are the scene's only, and Alt with an arrow never leaves the page there", async () => {
  expect(await press("ArrowLeft", ALT)).toBe(true);
  expect(await press("ArrowLeft", ALT, "input")).toBe(false);
  expect(await press("KeyV", {}, "input")).toBe(false);
  expect(await press("KeyV", { ctrlKey: true })).toBe(false);
  expect(await press("KeyD")).toBe(false);
});

test("[EV14] of many steps in a row only the last is said, into a polite live region that was there before", async () => {
  const region = element.querySelector("[aria-live=polite]");
  const said: string[] = [];
  const stop = useSpoken.subscribe(({ text }) => said.push(text));
  for (let i = 0; i < 5; i++) await press("ArrowRight", ALT);
  await heard();
  stop();
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^Image of 1, 5\.00 σ/);
  await vi.waitFor(() => expect(region?.textContent).toBe(said[0]));
});

test("[EV14] the same sentence twice is two changes, or it would be heard once", async () => {
  await press("Escape");
  const first = await heard();
  await press("Escape");
  const second = await heard();
  expect(second.trim()).toBe(first.trim());
});
