import { expect, it } from "vitest";
import { attachLift, createLift } from "../../../server/latent/lift.ts";
import { type LatentProjection, moveTo, project } from "../../../server/latent/projection.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";

const DIM = 16;
const COUNT = 600;
const random = createRandom(4);

/** Data on a bent sheet: what UMAP flattens. */
const points = new Float32Array(3 * COUNT);
const values = new Float32Array(DIM * COUNT);
for (let row = 0; row < COUNT; row++) {
  const [u, v] = [3 * random() - 1.5, 3 * random() - 1.5];
  points.set([u, v, 0], 3 * row);
  for (let d = 0; d < DIM; d++) values[DIM * row + d] = Math.sin(u * (1 + d / 8)) + v * Math.cos(d);
}
const rowOf = (row: number) => values.slice(DIM * row, DIM * (row + 1));
const umap: LatentProjection = { kind: "umap" };
const lift = createLift({ values, latentDim: DIM }, points);
attachLift(umap, lift);

const away = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (value, i) => value - (b[i] ?? 0)));

it("[EX10] a datum has its own place, and the place its latent", () => {
  for (const row of [0, 17, 599]) {
    expect(project(umap, rowOf(row))).toEqual([...points.slice(3 * row, 3 * row + 3)]);
    expect(lift.toLatent([points[3 * row] ?? 0, points[3 * row + 1] ?? 0, 0])).toEqual(rowOf(row));
  }
});

it("[EX10] along any way there is no jump, in either direction", () => {
  const [from, to] = [rowOf(3), gaussianVector(createRandom(8), DIM)];
  let largest = 0;
  let before = project(umap, from);
  const steps = 4000;
  for (let i = 1; i <= steps; i++) {
    const at = project(
      umap,
      from.map((value, d) => value + (i / steps) * ((to[d] ?? 0) - value)),
    );
    largest = Math.max(largest, away(at, before));
    before = at;
  }
  expect(largest).toBeLessThan(0.05);
  let latent = lift.toLatent([-1.4, -1.2, 0]);
  let step = 0;
  for (let i = 1; i <= steps; i++) {
    const next = lift.toLatent([-1.4 + (2.8 * i) / steps, -1.2 + (2 * i) / steps, 0]);
    step = Math.max(step, away(next, latent));
    latent = next;
  }
  expect(step).toBeLessThan(0.2);
});

it("[EX10] of many and long latents enough are asked to place a cursor at once", () => {
  const [count, latentDim] = [6000, 512];
  const long = gaussianVector(createRandom(2), count * latentDim);
  const places = gaussianVector(createRandom(3), 3 * count);
  const many = createLift({ values: long, latentDim }, places);
  expect(many.toPoint(new Float32Array(latentDim)).every(Number.isFinite)).toBe(true);
  expect(many.toLatent([0, 0, 0])).toHaveLength(latentDim);
});

it("[EX10] equal data, few data and no data are places too", () => {
  const equal = createLift({ values: new Float32Array(40), latentDim: 2 }, new Float32Array(60));
  expect(equal.toPoint(Float32Array.of(1, 1))).toEqual([0, 0, 0]);
  const two = createLift(
    { values: Float32Array.of(0, 1), latentDim: 1 },
    Float32Array.of(0, 0, 0, 2, 0, 0),
  );
  expect(two.toPoint(Float32Array.of(0.5))).toEqual([1, 0, 0]);
  expect(
    createLift({ values: new Float32Array(), latentDim: 1 }, new Float32Array()).toPoint(
      Float32Array.of(0),
    ),
  ).toEqual([0, 0, 0]);
});

it("[EX11] a move brings what lies there, keeps what is the cursor's own, and comes back exactly", () => {
  const own = gaussianVector(createRandom(5), DIM).map((value) => 0.2 * value);
  const start = rowOf(9).map((value, d) => value + (own[d] ?? 0));
  const from = project(umap, start);
  expect(moveTo(umap, start, from)).toEqual(start);
  const target: [number, number, number] = [points[3 * 40] ?? 0, points[3 * 40 + 1] ?? 0, 0];
  const moved = moveTo(umap, start, target);
  // What lay beside the data before lies beside them still.
  const rest = start.map((value, d) => value - (lift.toLatent(from)[d] ?? 0));
  expect(
    away(
      moved,
      rowOf(40).map((value, d) => value + (rest[d] ?? 0)),
    ),
  ).toBeLessThan(1e-5);
  expect(away(project(umap, moved), target)).toBeLessThan(0.5);
});

it("[EX12] without its data everything is at the middle, and a move changes nothing", () => {
  const bare: LatentProjection = { kind: "umap" };
  const z = rowOf(1);
  expect(project(bare, z)).toEqual([0, 0, 0]);
  expect(moveTo(bare, z, [1, 1, 1])).toEqual(z);
});
