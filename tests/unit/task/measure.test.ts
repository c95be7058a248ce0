import { expect, it } from "vitest";
import { overview, rank } from "../../../app/_explorer/panel/task/compare.ts";
import { latentsOf, type Measured, measure } from "../../../app/_explorer/panel/task/measure.ts";
import { taskData } from "../../../app/_explorer/panel/task/task-data.ts";
import type { Cloud } from "../../../app/_explorer/store.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import type { Answer, TaskGoal } from "../../../server/protocol/task.ts";

/** Class 0 in a square around (0, 0), class 1 around (10, 0); one stray of class 2 far out. */
const SQUARE = [-1, 1].flatMap((x) => [-1, 1].map((y) => [x, y] as const));
const rows = [...SQUARE.map(([x, y]) => [x, y]), ...SQUARE.map(([x, y]) => [10 + x, y]), [100, 0]];
const cloud: Cloud = {
  embedding: Float32Array.from(rows.flat()),
  points: new Float32Array(3 * rows.length),
  labels: Uint8Array.from([0, 0, 0, 0, 1, 1, 1, 1, 2]),
  count: rows.length,
};
const data = taskData(cloud);
const at = (...z: number[]): Answer => ({ kind: "place", z });
const valued = (goal: TaskGoal, answer: Answer) => {
  const { value, miss } = measure(goal, answer, data, null);
  return { value, miss };
};

it("[WT12] near a datum, a class's mean, or another class: distances in σ, and what misses the class says so", () => {
  expect(valued({ kind: "datum", row: 8 }, at(97, 4))).toEqual({ value: 5, miss: null });
  expect(valued({ kind: "typical", label: 1 }, at(10, 3))).toEqual({ value: 3, miss: null });
  expect(valued({ kind: "typical", label: 1 }, at(0, 0))).toEqual({
    value: 10,
    miss: { kind: "class", label: 0 },
  });
  const closest: TaskGoal = { kind: "closest", of: 0, to: 1 };
  expect(valued(closest, at(4, 1))).toEqual({ value: 5, miss: null });
  expect(valued(closest, at(8, 1))).toEqual({ value: 1, miss: { kind: "class", label: 1 } });
});

it("[WT12] on a boundary: how far the plane half way between the nearest of each class lies", () => {
  const goal: TaskGoal = { kind: "boundary", between: [1, 0] };
  expect(valued(goal, at(5, 1))).toEqual({ value: 0, miss: null });
  expect(valued(goal, at(3, 1))).toEqual({ value: 2, miss: null });
  expect(valued(goal, at(90, 0)).miss).toEqual({ kind: "class", label: 2 });
});

it("[WT12] the emptiest place: the distance to the tenth nearest, or the last there is, inside the cloud only", () => {
  const goal: TaskGoal = { kind: "empty" };
  expect(valued(goal, at(0, 0))).toEqual({ value: 100, miss: null });
  expect(valued(goal, at(500, 0)).miss).toEqual({ kind: "outside" });
  const { nearest, reach } = measure(goal, at(11, 1), data, null);
  expect(nearest).toEqual({ row: 7, distance: 0, label: 1 });
  expect(reach).toBeCloseTo(Math.hypot(89, 1), 4);
});

it("[WT12] a path: the largest jump between two of its pictures, from the class to the class", () => {
  const goal: TaskGoal = { kind: "path", from: 0, to: 1 };
  const path = (...stops: number[][]): Answer => ({ kind: "path", interpolation: "lerp", stops });
  const answer = path([0, 0], [10, 0]);
  const count = latentsOf(answer).length;
  expect(measure(goal, answer, data, null).value).toBeNull();
  const frames = Array.from({ length: count }, (_, i) => Uint8Array.from([i < 5 ? 0 : 51]));
  expect(measure(goal, answer, data, frames)).toMatchObject({ value: 0.2, miss: null });
  expect(measure(goal, path([10, 0], [10, 1]), data, frames).miss).toEqual({
    kind: "start",
    label: 1,
  });
  expect(measure(goal, path([0, 0], [1, 0]), data, frames).miss).toEqual({ kind: "end", label: 0 });
});

it("[WT12] own words measure nothing, but every answer says what lies around it", () => {
  const measured = measure({ kind: "own" }, at(10, 1), data, null);
  expect(measured).toMatchObject({ value: null, miss: null, nearest: { label: 1, distance: 1 } });
});

const measuredAs = (value: number | null, miss: Measured["miss"] = null): Measured => ({
  value,
  miss,
  nearest: { row: 0, distance: 0, label: 3 },
  reach: 0,
  density: "usual",
});
const answer = (key: string, measured: Measured, z = [0]) => ({
  key,
  answer: at(...z),
  by: null,
  measured,
});

it("[WT13] the best comes first, equals share a rank, what misses comes after and bears none", () => {
  const answers = [
    answer("a", measuredAs(3)),
    answer("b", measuredAs(1, { kind: "outside" })),
    answer("c", measuredAs(null)),
    answer("d", measuredAs(2)),
    answer("e", measuredAs(2)),
  ];
  const ranks = (goal: TaskGoal) => rank(goal, answers).map(({ key, rank }) => [key, rank]);
  expect(ranks({ kind: "typical", label: 0 })).toEqual([
    ["d", 1],
    ["e", 1],
    ["a", 3],
    ["b", null],
    ["c", null],
  ]);
  expect(ranks({ kind: "empty" }).slice(0, 3)).toEqual([
    ["a", 1],
    ["d", 2],
    ["e", 2],
  ]);
});

it("[WT13] all together tell their spread, their groups and the classes nearest to them", () => {
  const answers = [[0], [1], [20], [21], [22]].map((z, i) => answer(`k${i}`, measuredAs(0), z));
  const ranked = rank({ kind: "own" }, answers);
  const { spread, clusters, classes } = overview(ranked);
  expect(spread).toBeCloseTo((1 + 20 + 21 + 22 + 19 + 20 + 21 + 1 + 2 + 1) / 10, 5);
  expect(clusters).toEqual([3, 2]);
  expect(classes).toEqual([{ label: 3, count: 5 }]);
  expect(overview(ranked.slice(0, 1))).toMatchObject({ spread: null, clusters: [1] });
});

it("[WT12] five hundred answers among ten thousand data are measured within three seconds", () => {
  const random = createRandom(1);
  const embedding = gaussianVector(random, 16 * 10_000);
  const labels = Uint8Array.from({ length: 10_000 }, (_, i) => i % 10);
  const large = taskData({ embedding, labels, points: new Float32Array(0), count: 10_000 });
  const answers = Array.from({ length: 500 }, () => at(...gaussianVector(random, 16)));
  const goal: TaskGoal = { kind: "closest", of: 7, to: 1 };
  measure(goal, at(...gaussianVector(random, 16)), large, null);
  const began = performance.now();
  for (const one of answers) measure(goal, one, large, null);
  expect(performance.now() - began).toBeLessThan(3000);
});
