import { expect, it } from "vitest";
import { createRandom, gaussian } from "../../../server/latent/random.ts";
import { fitPca, projectRows, reconstructRows } from "../../../server/model/pca.ts";

/** Five dimensions with known, rotated spreads: 3, 2 and 1 along three axes, .1 elsewhere. */
function makeRows(count: number) {
  const random = createRandom(11);
  const spreads = [3, 2, 1, 0.1, 0.1];
  const dim = spreads.length;
  const values = new Float32Array(count * dim);
  const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)];
  for (let row = 0; row < count; row++) {
    const drawn = spreads.map((spread) => spread * gaussian(random));
    const [a = 0, b = 0] = drawn;
    const turned = [cos * a - sin * b + 4, sin * a + cos * b - 1, ...drawn.slice(2)];
    values.set(turned, row * dim);
  }
  return { values, count, dim };
}

it("[T5] PCA components are orthonormal and ordered by the variance along them", () => {
  const { components, variance, totalVariance } = fitPca(makeRows(4000), 3);
  for (const [i, row] of components.entries()) {
    for (const [j, other] of components.entries()) {
      const product = row.reduce((sum, value, d) => sum + value * (other[d] ?? 0), 0);
      expect(product).toBeCloseTo(i === j ? 1 : 0, 8);
    }
  }
  expect([...variance].map((value) => Math.round(Math.sqrt(value)))).toEqual([3, 2, 1]);
  expect(totalVariance).toBeGreaterThan(variance.reduce((sum, value) => sum + value, 0));
});

it("[T5] the variance PCA reports is the variance of its codes", () => {
  const rows = makeRows(500);
  const pca = fitPca(rows, 2);
  const codes = projectRows(pca, rows);
  for (const k of [0, 1]) {
    const along = codes.filter((_, index) => index % 2 === k);
    const mean = along.reduce((sum, value) => sum + value, 0) / along.length;
    const variance = along.reduce((sum, value) => sum + (value - mean) ** 2, 0) / along.length;
    expect(mean).toBeCloseTo(0, 4);
    expect(variance / (pca.variance[k] ?? 0)).toBeCloseTo(1, 4);
  }
});

it("[T5] as many components as dimensions reconstruct exactly", () => {
  const rows = makeRows(50);
  const pca = fitPca(rows, 5);
  const again = reconstructRows(pca, projectRows(pca, rows));
  for (const [index, value] of again.entries())
    expect(value).toBeCloseTo(rows.values[index] ?? 0, 3);
});

it("[T5] more components than dimensions are refused", () => {
  expect(() => fitPca(makeRows(10), 6)).toThrow(RangeError);
});

it("[T5] rows that never vary have no variance and no NaN", () => {
  const { components, variance } = fitPca(
    { values: new Float32Array(30).fill(2), count: 10, dim: 3 },
    2,
  );
  for (const value of variance) expect(value).toBeCloseTo(0, 9);
  expect(components.flatMap((row) => [...row]).every(Number.isFinite)).toBe(true);
});
