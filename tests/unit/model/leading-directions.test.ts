import { expect, it } from "vitest";
import { createRandom, gaussian } from "../../../server/latent/random.ts";
import { fitLeading } from "../../../server/model/leading-directions.ts";
import { fitPca } from "../../../server/model/pca.ts";

it("[AV6] the leading directions are those of the whole PCA", () => {
  const random = createRandom(3);
  const [count, dim] = [300, 40];
  const values = new Float32Array(count * dim).map(
    (_, i) => gaussian(random) * 0.8 ** (i % dim) + (i % 3),
  );
  const rows = { values, count, dim };
  const [all, leading] = [fitPca(rows, dim), fitLeading(rows, 5)];
  expect(leading.totalVariance).toBeCloseTo(all.totalVariance, 6);
  for (const [k, direction] of leading.components.entries()) {
    const along = direction.reduce((sum, v, i) => sum + v * (all.components[k]?.[i] ?? 0), 0);
    expect(Math.abs(along)).toBeCloseTo(1, 3);
    expect(leading.variance[k]).toBeCloseTo(all.variance[k] ?? 0, 3);
  }
  expect(() => fitLeading(rows, 41)).toThrow(/41 components of 40/);
});

it("[AV6] of rows that span less than was asked for, the directions beyond have no variance and no NaN", () => {
  const random = createRandom(4);
  const [count, dim] = [8, 40];
  const pattern = Float64Array.from({ length: 2 * dim }, () => gaussian(random));
  // All lie in one plane.
  const values = new Float32Array(count * dim).map((_, i) => {
    const [row, column] = [Math.floor(i / dim), i % dim];
    return row * (pattern[column] ?? 0) + (row % 3) * (pattern[dim + column] ?? 0);
  });
  const { components, variance } = fitLeading({ values, count, dim }, 5);
  const dot = (a: Float64Array = new Float64Array(), b: Float64Array = a) =>
    a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
  expect(components).toHaveLength(5);
  expect(dot(components[0])).toBeCloseTo(1, 9);
  expect(dot(components[1])).toBeCloseTo(1, 9);
  expect(dot(components[0], components[1])).toBeCloseTo(0, 9);
  expect(variance[1]).toBeGreaterThan(0.1);
  expect([...variance].slice(2).every((v) => v < 1e-6)).toBe(true);
});
