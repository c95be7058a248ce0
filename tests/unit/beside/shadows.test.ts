import { expect, it } from "vitest";
import {
  createShadows,
  LOOKUPS_PER_FRAME,
  nearestPoint,
  type Pair,
} from "../../../app/_explorer/beside/shadows.ts";
import { createCursor, type LiveCursor } from "../../../app/_explorer/live.ts";

/** Three data; the first model has them on a line, the second at other places, in the same order. */
const pair = (): Pair => ({
  from: { values: new Float32Array([0, 0, 1, 0, 2, 0]), latentDim: 2 },
  to: { values: new Float32Array([5, 5, 5, 6, 6, 6, 7, 7, 7]), latentDim: 3 },
});

const cursor = (slot: number, x: number): LiveCursor => ({
  ...createCursor(slot, 2),
  z: new Float32Array([x, 0]),
});

it("[SB4] the own cursor stands at the code of the nearest datum", () => {
  const shadows = createShadows();
  const linked = pair();
  const at = (x: number) =>
    shadows.follow({ z: new Float32Array([x, 0]), cursors: new Map() }, linked);
  at(0.9);
  expect(shadows.row).toBe(1);
  expect(shadows.distance).toBeCloseTo(0.1, 6);
  expect([...shadows.z]).toEqual([6, 6, 6]);
  const code = shadows.z;
  at(1.2);
  expect(shadows.z).toBe(code);
  expect(shadows.distance).toBeCloseTo(0.2, 6);
  at(1.9);
  expect([...shadows.z]).toEqual([7, 7, 7]);
});

it("[SB4] a place of another model, as for a moment after a switch, is no place here", () => {
  const shadows = createShadows();
  shadows.follow({ z: new Float32Array(16), cursors: new Map() }, pair());
  expect(shadows.row).toBe(null);
  expect(shadows.z).toHaveLength(0);
});

it("[SB5] a crowd is looked up a few at a time, each at the newest place", () => {
  const shadows = createShadows();
  const linked = pair();
  const slots = Array.from({ length: 2 * LOOKUPS_PER_FRAME + 1 }, (_, i) => i + 2);
  const cursors = new Map(slots.map((slot) => [slot, cursor(slot, 0)]));
  const live = { z: new Float32Array(2), cursors };
  expect(shadows.follow(live, linked)).toBe(true);
  expect(shadows.cursors.size).toBe(LOOKUPS_PER_FRAME);
  // The last of them moves again while it waits.
  for (const x of [1, 2]) cursors.set(slots.at(-1) ?? 0, cursor(slots.at(-1) ?? 0, x));
  expect(shadows.follow(live, linked)).toBe(true);
  expect(shadows.follow(live, linked)).toBe(false);
  expect(shadows.cursors.size).toBe(slots.length);
  expect([...(shadows.cursors.get(slots.at(-1) ?? 0)?.z ?? [])]).toEqual([7, 7, 7]);
  expect(shadows.follow(live, linked)).toBe(false);
});

it("[SB5] who leaves is gone, and another pair starts over", () => {
  const shadows = createShadows();
  const cursors = new Map([[2, cursor(2, 0)]]);
  const live = { z: new Float32Array(2), cursors };
  const linked = pair();
  shadows.follow(live, linked);
  shadows.follow({ ...live, cursors: new Map() }, linked);
  expect(shadows.cursors.size).toBe(0);
  shadows.follow(live, linked);
  const other = { ...pair(), to: { values: new Float32Array([1, 2, 3]), latentDim: 1 } };
  shadows.follow(live, other);
  expect([...shadows.z]).toEqual([1]);
  expect([...(shadows.cursors.get(2)?.z ?? [])]).toEqual([1]);
  shadows.clear();
  expect(shadows.row).toBe(null);
});

it("[SB6] the nearest datum of a scatter is one of a class that is shown", () => {
  const cloud = {
    points: new Float32Array([0, 0, 0, 1, 0, 0, 2, 0, 0]),
    labels: new Uint8Array([0, 1, 0]),
  };
  expect(nearestPoint(cloud, [0.9, 0, 0], new Set())).toBe(1);
  expect(nearestPoint(cloud, [0.9, 0, 0], new Set([1]))).toBe(0);
  expect(nearestPoint(cloud, [0.9, 0, 0], new Set([0, 1]))).toBe(null);
});
