import { expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { type Direction, stepTowards, viewAxes } from "../../../server/latent/step-towards.ts";

const DIRECTIONS = ["left", "right", "up", "down", "nearer", "farther"] as const;
const all = () => true;

it("[EV5] an eye in front of the scatter steps along x, y and z as it sees them", () => {
  const axes = viewAxes([0, 0, 5], [0, 0, 0]);
  // One point on each side, each a little off the axis, and farther ones behind them.
  const near = [-1, 0.1, 0, 1, 0.1, 0, 0.1, 1, 0, 0.1, -1, 0, 0, 0.1, 1, 0, 0.1, -1];
  const points = Float32Array.from([...near, ...near.map((value) => 2 * value)]);
  const rows = DIRECTIONS.map((direction) => stepTowards(points, [0, 0, 0], axes, direction, all));
  expect(rows).toEqual([0, 1, 2, 3, 4, 5]);
  const far = DIRECTIONS.map((direction) =>
    stepTowards(points, [0, 0, 0], axes, direction, (row) => row >= 6),
  );
  expect(far).toEqual([6, 7, 8, 9, 10, 11]);
});

it("[EV5] seen from behind, left and right change places; from straight above nothing breaks", () => {
  const points = Float32Array.from([-1, 0, 0, 1, 0, 0]);
  expect(stepTowards(points, [0, 0, 0], viewAxes([0, 0, -5], [0, 0, 0]), "left", all)).toBe(1);
  const above = viewAxes([0, 5, 0], [0, 0, 0]);
  expect(stepTowards(points, [0, 0, 0], above, "right", all)).toBe(1);
});

it("[EV6] the nearest of all is reached by exactly one key, and a step never stays where it is", () => {
  const points = gaussianVector(createRandom(3), 3 * 400);
  for (let row = 0; row < 40; row++) {
    const from = [...points.subarray(3 * row, 3 * row + 3)] as [number, number, number];
    const axes = viewAxes([4, 3, 7], [0, 0, 0]);
    const reached = DIRECTIONS.map((direction) => stepTowards(points, from, axes, direction, all));
    const away = (other: number) =>
      Math.hypot(...from.map((value, axis) => value - (points[3 * other + axis] ?? 0)));
    const nearest = Array.from({ length: 400 }, (_, other) => other)
      .filter((other) => other !== row)
      .sort((a, b) => away(a) - away(b))[0];
    expect(reached.filter((other) => other === nearest)).toHaveLength(1);
    expect(reached).not.toContain(row);
  }
});

it("[EV6] where nothing lies that way there is no step", () => {
  const points = Float32Array.from([1, 0, 0]);
  const axes = viewAxes([0, 0, 5], [0, 0, 0]);
  const reach = (direction: Direction) => stepTowards(points, [0, 0, 0], axes, direction, all);
  expect(reach("left")).toBeNull();
  expect(stepTowards(points, [0, 0, 0], axes, "right", () => false)).toBeNull();
});
