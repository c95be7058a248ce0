// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from "vitest";
import { live, moveOwn, resetLive, type SceneControls } from "../../../app/_explorer/live.ts";
import { advanceFlight } from "../../../app/_explorer/scene/input/flight.ts";
import { playAlong } from "../../../app/_explorer/tours/play-along.ts";

const path = {
  interpolation: "lerp" as const,
  seconds: 2,
  stops: [
    [1, 0, 0],
    [1, 2, 0],
    [1, 2, 4],
  ],
};

beforeEach(() => {
  resetLive(3);
  vi.spyOn(performance, "now").mockReturnValue(0);
  live.scene = {} as SceneControls;
});

it("[TR19] goes to the path's beginning, along all of it, and ends exactly at its end", () => {
  playAlong(path);
  const at = (ms: number) => {
    advanceFlight(ms, false);
    return [...live.z].map((value) => Math.round(value * 100) / 100);
  };
  expect(at(350)).toEqual([0.5, 0, 0]);
  expect(at(700)).toEqual([1, 0, 0]);
  expect(at(1200)).toEqual([1, 1, 0]);
  expect(at(1700)).toEqual([1, 2, 0]);
  expect(at(2200)).toEqual([1, 2, 2]);
  expect(at(2700)).toEqual([1, 2, 4]);
  expect(live.flight).toBeNull();
});

it("[TR19] a hand on the cursor ends it", () => {
  playAlong(path);
  advanceFlight(900, false);
  moveOwn([5, 5, 5]);
  expect(advanceFlight(1000, false)).toBe(false);
  expect([...live.z]).toEqual([5, 5, 5]);
});

it("[TR19] a wish for less motion does not cut short what was asked for; without a scene the end is shown", () => {
  playAlong(path);
  expect(advanceFlight(1200, true)).toBe(true);
  expect(live.z[1]).toBeCloseTo(1);
  live.scene = null;
  playAlong(path);
  expect([...live.z]).toEqual([1, 2, 4]);
});
