import { expect, it } from "vitest";
import { jacobi } from "../../../server/latent/jacobi.ts";
import { measureSpread } from "../../../server/latent/mahalanobis.ts";
import { alongComponent, findPrincipal, moveAlong } from "../../../server/latent/principal.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { spreadOf, thinRows } from "../../../server/latent/thin.ts";

/** Runs a computation that yields to its end. */
function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Gaussian data whose widths are `widths` along directions that lie askew, around a middle beside the origin. */
function askew(widths: readonly number[], count: number, seed: number) {
  const d = widths.length;
  const random = createRandom(seed);
  const directions: number[][] = [];
  for (let k = 0; k < d; k++) {
    let row = [...gaussianVector(random, d)];
    for (const other of directions) {
      const along = row.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
      row = row.map((value, i) => value - along * (other[i] ?? 0));
    }
    const length = Math.hypot(...row);
    directions.push(row.map((value) => value / length));
  }
  const values = new Float32Array(count * d);
  for (let row = 0; row < count; row++) {
    const noise = gaussianVector(random, d);
    for (let i = 0; i < d; i++)
      values[row * d + i] =
        0.5 +
        directions.reduce(
          (sum, direction, k) => sum + (noise[k] ?? 0) * (widths[k] ?? 0) * (direction[i] ?? 0),
          0,
        );
  }
  return { rows: { values, latentDim: d }, directions };
}

const WIDTHS = [3, 1.5, 0.8, 0.4, 0.2, 0.1];
const { rows, directions } = askew(WIDTHS, 4000, 3);

it("[EX20] a step of the data's own width is one σ in every direction, however the dimensions go together", () => {
  const { distance, typical } = finish(measureSpread(rows));
  expect(distance(new Float32Array(6).fill(0.5))).toBeLessThan(0.15);
  for (const [k, width] of WIDTHS.entries()) {
    if (width < 0.2) continue;
    const z = Float32Array.from(directions[k] ?? [], (value) => 0.5 + 2 * width * value);
    expect(distance(z)).toBeCloseTo(2, 0);
  }
  // Six dimensions: χ₆ has its tenth at 1.48 and its ninth tenth at 3.26.
  expect(typical[0]).toBeGreaterThan(1.2);
  expect(typical[1]).toBeLessThan(3.5);
});

it("[EX20] a dead dimension, one datum, and more dimensions than are measured together stay finite", () => {
  const dead = {
    values: Float32Array.from({ length: 300 }, (_, i) => (i % 3 === 2 ? 0 : Math.sin(i * i))),
    latentDim: 3,
  };
  expect(finish(measureSpread(dead)).distance([0, 0, 0.01])).toBeLessThan(2);
  expect(
    finish(measureSpread({ values: new Float32Array(3), latentDim: 3 })).distance([1, 0, 0]),
  ).toBeLessThan(2);
  const wide = { values: gaussianVector(createRandom(1), 300 * 600), latentDim: 600 };
  expect(finish(measureSpread(wide)).distance(gaussianVector(createRandom(2), 600))).toBeCloseTo(
    Math.sqrt(600),
    -0.5,
  );
});

it("[EX21] components are those the data were made of, widest first, with their widths", () => {
  const { components } = finish(findPrincipal(rows));
  expect(components).toHaveLength(6);
  for (const [k, { direction, deviation }] of components.entries()) {
    const along = direction.reduce((sum, value, i) => sum + value * (directions[k]?.[i] ?? 0), 0);
    expect(Math.abs(along)).toBeGreaterThan(0.99);
    expect(deviation / (WIDTHS[k] ?? 1)).toBeCloseTo(1, 1);
  }
  expect(components.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 4);
});

it("[EX21] those that the card has stay, signs included, and the rest is at right angles to them", () => {
  const known = [1, 0, 2].map((k) => (directions[k] ?? []).map((value) => -value));
  const { components } = finish(findPrincipal(rows, known));
  expect(components.slice(0, 3).map(({ direction }) => [...direction])).toEqual(known);
  expect(components[1]?.deviation).toBeCloseTo(3, 0);
  for (const { direction } of components.slice(3))
    for (const row of known)
      expect(
        Math.abs(row.reduce((sum, value, i) => sum + value * (direction[i] ?? 0), 0)),
      ).toBeLessThan(1e-6);
});

it("[EX21] of hundreds of dimensions there are sixteen, and the computation gives way in between", () => {
  const long = { values: gaussianVector(createRandom(7), 800 * 300), latentDim: 300 };
  const work = findPrincipal(long);
  expect(work.next().done).toBe(false);
  const { components } = finish(work);
  expect(components).toHaveLength(16);
  expect(components.every(({ direction }) => Math.abs(Math.hypot(...direction) - 1) < 1e-6)).toBe(
    true,
  );
});

it("[EX22] a move along one component leaves all others where they are", () => {
  const principal = finish(findPrincipal(rows));
  const z = gaussianVector(createRandom(9), 6);
  const places = principal.components.map((component) => alongComponent(principal, component, z));
  const [, second] = principal.components;
  if (!second) throw new Error("no second component");
  const moved = moveAlong(principal, second, z, -1.25);
  const after = principal.components.map((component) =>
    alongComponent(principal, component, moved),
  );
  expect(after[1]).toBeCloseTo(-1.25, 4);
  for (const k of [0, 2, 3, 4, 5]) expect(after[k]).toBeCloseTo(places[k] ?? 0, 3);
});

it("[EX21] Jacobi's rotations agree with a matrix whose eigenvalues are known", () => {
  const { values, vectors } = jacobi([
    [2, 1, 0],
    [1, 2, 0],
    [0, 0, 5],
  ]);
  expect([...values].sort((a, b) => a - b).map((value) => Math.round(value * 1e9) / 1e9)).toEqual([
    1, 3, 5,
  ]);
  expect(Math.abs(vectors[2]?.[values.findIndex((value) => value > 4)] ?? 0)).toBeCloseTo(1, 9);
});

it("[EX20] of many rows some are taken, evenly", () => {
  const many = { values: Float32Array.from({ length: 100 }, (_, i) => i), latentDim: 1 };
  expect([...thinRows(many, 4).values]).toEqual([0, 25, 50, 75]);
  expect(thinRows(many, 100)).toBe(many);
  expect(spreadOf({ values: Float32Array.of(0, 1, 2, 1), latentDim: 2 })[0]).toBe(1);
});
