// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { live, moveOwn, resetLive, showImage } from "../../../app/_explorer/live.ts";
import { StatsPanel } from "../../../app/_explorer/panel/figures/stats-panel.tsx";
import { OwnImage } from "../../../app/_explorer/panel/image/own-image.tsx";
import { People } from "../../../app/_explorer/panel/people/people.tsx";
import { PathDock } from "../../../app/_explorer/panel/playback/path-dock.tsx";
import { Sliders } from "../../../app/_explorer/panel/sliders/sliders.tsx";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import type { Playback } from "../../../server/protocol/entities.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { click, render } from "./render.ts";

const peer = (slot: number) => ({ slot, name: `P${slot}`, color: "#112233", online: true });
const path = {
  id: "walk",
  modelId: "digits",
  name: "Walk",
  author: "",
  interpolation: "lerp",
  seconds: 4,
  revision: 1,
  stops: 2,
  images: [],
} as const;
const stop = (x: number) => ({ label: "", z: [x, 0, 0], image: "" });
let element: HTMLElement;
let unmount = async () => {};

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  resetExplorer();
  resetLive(3);
  const full = { ...path, roomId: "r", modelId: "digits", weightsHash: "", createdAt: "" };
  useExplorer.setState({
    card: makeCard(),
    me: peer(1),
    peers: new Map(Array.from({ length: 1000 }, (_, i) => [i + 2, peer(i + 2)])),
    paths: [{ ...path, images: [] }],
    fullPaths: new Map([["walk", { ...full, stops: [stop(0), stop(1)] }]]),
    selectedPath: "walk",
    statsOpen: true,
  });
  ({ element, unmount } = await render(
    <>
      <OwnImage />
      <Sliders />
      <People />
      <PathDock />
      <StatsPanel />
    </>,
  ));
  await act(async () => vi.advanceTimersByTime(1_000));
});
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const playing = (over: Partial<Playback>): Playback => {
  return { pathId: "walk", playing: true, at: 0, speed: 1, startedBy: "Ana", ...over };
};

test("[J3] sliders, own image, people, a path and figures schedule nothing while nothing changes", () => {
  expect(vi.getTimerCount()).toBe(0);
});

test("[J3] a change is drawn once, by one frame for all, and then there is silence again", () => {
  const frames = vi.spyOn(globalThis, "requestAnimationFrame");
  for (let i = 0; i < 10; i++) moveOwn([1.5, 0, 0]);
  expect(frames).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(element.querySelector<HTMLInputElement>("#slider-0")?.value).toBe("1.5");
  expect(element.textContent).toContain("1.50 σ");
  showImage(live.own, 1, new Uint8Array(4));
  expect(vi.getTimerCount()).toBe(0);
  frames.mockRestore();
});

test("[J3] the head moves while a path plays, and stands without a frame", async () => {
  await act(async () => useExplorer.setState({ playback: playing({}) }));
  await act(async () => vi.advanceTimersByTime(2_000));
  const scrub = element.querySelector<HTMLInputElement>("[data-testid=path-scrub]");
  expect(Number(scrub?.value)).toBeCloseTo(0.5, 1);
  await act(async () => useExplorer.setState({ playback: playing({ playing: false, at: 0.75 }) }));
  await act(async () => vi.advanceTimersByTime(100));
  expect(scrub?.value).toBe("0.75");
  expect(vi.getTimerCount()).toBe(0);
});

test("[U20] of a thousand people forty have a row at first, and each press shows more", async () => {
  const rows = () => element.querySelectorAll("[data-testid^=peer-tile]").length;
  expect(rows()).toBe(40);
  const more = element.querySelector<HTMLElement>("[data-testid=more-people]");
  expect(more?.textContent).toBe("Show 40 of 960 more");
  await click(more);
  expect(rows()).toBe(80);
});

test("[U21] a path made with other weights cannot be played, and says why", async () => {
  const play = () => element.querySelector<HTMLButtonElement>("[data-testid=path-play]");
  expect(play()?.disabled).toBe(false);
  await act(async () => useExplorer.setState({ paths: [{ ...path, images: [], stale: true }] }));
  expect(play()?.disabled).toBe(true);
  expect(play()?.title).toMatch(/other weights/);
  expect(element.querySelector("[data-testid=film-strip]")).toBeNull();
});
