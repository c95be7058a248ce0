import { expect, it, test } from "vitest";
import {
  binMiddle,
  CURVE_BINS,
  CURVE_REACH,
  marginalOf,
} from "../../../server/latent/posterior/aggregate.ts";
import {
  ellipsoidFactor,
  type Lower,
  projectedCovariance,
} from "../../../server/latent/posterior/ellipsoid.ts";
import {
  klToPrior,
  massWithin,
  normalCdf,
  normalDensity,
} from "../../../server/latent/posterior/gaussian.ts";
import { momentKl } from "../../../server/latent/posterior/moments.ts";
import type { LatentProjection } from "../../../server/latent/projection.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";

test("[PV1] a tenth of the prior's width costs 1.8076 nats, the prior itself none", () => {
  expect(klToPrior(0, 2 * Math.log(0.1))).toBeCloseTo(1.8076, 4);
  expect(klToPrior(0, 0)).toBeCloseTo(0, 12);
  expect(klToPrior(2, 0)).toBe(2);
});

test("[PV2] Φ and its slope agree with tables and with each other", () => {
  const table = [
    [0, 0.5],
    [1, 0.841344746],
    [-1.959963985, 0.025],
    [3, 0.998650102],
    [-6, 9.86587645e-10],
  ] as const;
  for (const [x, share] of table) expect(normalCdf(x) / share).toBeCloseTo(1, 8);
  for (const x of [-3.6, -1, 0.2, 2.5, 3.5]) {
    const slope = (normalCdf(x + 1e-4) - normalCdf(x - 1e-4)) / 2e-4;
    expect(slope).toBeCloseTo(normalDensity(x), 7);
  }
});

test.each([
  [1, [0.6827, 0.9545, 0.9973]],
  [2, [0.3935, 0.8647, 0.9889]],
  [3, [0.1987, 0.7385, 0.9707]],
  [4, [0.0902, 0.594, 0.9389]],
  // scipy.stats.chi2.cdf(r², 16)
  [16, [6.2e-8, 0.0011, 0.0866]],
])("[PV2] in %i dimensions the balls of 1, 2 and 3 σ hold the known shares", (d, shares) => {
  for (const [i, share] of shares.entries())
    expect(Math.abs(massWithin(i + 1, d) - share)).toBeLessThan(6e-5);
});

test("[PV2] the share grows from 0 to 1, also in many dimensions", () => {
  for (const d of [1, 2, 7, 128, 512]) {
    const shares = Array.from({ length: 60 }, (_, r) => massWithin(r, d));
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBeCloseTo(1, 9);
    expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0) - 1e-12)).toBe(true);
  }
});

const rowsOf = (flat: Float32Array, width: number) =>
  Array.from({ length: flat.length / width }, (_, i) => [
    ...flat.subarray(i * width, (i + 1) * width),
  ]);

/** Orthonormal rows by Gram–Schmidt. */
function orthonormal(d: number, seed: number): number[][] {
  const rows = rowsOf(gaussianVector(createRandom(seed), 3 * d), d);
  const done: number[][] = [];
  for (const row of rows) {
    for (const other of done) {
      const share = row.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
      for (const [i, value] of other.entries()) row[i] = (row[i] ?? 0) - share * value;
    }
    const length = Math.hypot(...row);
    done.push(row.map((value) => value / length));
  }
  return done;
}

const squared = ([a, b, c, d, e, f]: Lower): Lower => [
  a * a,
  b * a,
  b * b + c * c,
  d * a,
  d * b + e * c,
  d * d + e * e + f * f,
];

it.each([1, 2, 3, 4, 5])("[PV3] LLᵀ is PΣPᵀ, projection %i", (seed) => {
  const d = 16;
  const components = orthonormal(d, seed);
  const logVar = gaussianVector(createRandom(100 + seed), 2 * d);
  const projection: LatentProjection = { kind: "pca", mean: Array(d).fill(0), components };
  const covariance = projectedCovariance(projection, logVar, d, d);
  const at = (i: number, j: number) =>
    components[i]?.reduce(
      (sum, value, k) => sum + value * (components[j]?.[k] ?? 0) * Math.exp(logVar[d + k] ?? 0),
      0,
    ) ?? Number.NaN;
  const direct = [at(0, 0), at(1, 0), at(1, 1), at(2, 0), at(2, 1), at(2, 2)];
  const back = squared(ellipsoidFactor(covariance));
  for (const [i, value] of back.entries()) {
    expect(covariance[i]).toBeCloseTo(direct[i] ?? Number.NaN, 10);
    expect(Math.abs(value - (direct[i] ?? Number.NaN))).toBeLessThan(1e-6);
  }
});

test("[PV3] three dimensions are their own axes; two are a flat ellipse, not a NaN", () => {
  const logVar = Float32Array.of(2 * Math.log(0.5), 0, 2 * Math.log(2));
  const own = ellipsoidFactor(projectedCovariance({ kind: "identity" }, logVar, 3));
  for (const [i, value] of [0.5, 0, 1, 0, 0, 2].entries()) expect(own[i]).toBeCloseTo(value, 6);
  const flat = ellipsoidFactor(projectedCovariance({ kind: "identity" }, logVar, 2));
  for (const [i, value] of [0.5, 0, 1, 0, 0, 0].entries()) expect(flat[i]).toBeCloseTo(value, 6);
});

const column = (values: Float32Array) => ({ values, latentDim: 1 });

test("[PV4] the prior itself, as one posterior or as many points, is at no distance", () => {
  const one = marginalOf(column(Float32Array.of(0)), Float32Array.of(0), 0);
  expect(one.wasserstein).toBeLessThan(1e-3);
  expect(one.kl).toBeLessThan(1e-3);
  const points = marginalOf(column(gaussianVector(createRandom(1), 40_000)), null, 0);
  expect(points.wasserstein).toBeLessThan(0.02);
  expect(points.kl).toBeLessThan(0.01);
  expect(points.variance).toBeCloseTo(1, 1);
});

test("[PV4] a Gaussian moved by m is m away and costs m²/2 nats; a narrow one costs its KL", () => {
  const moved = marginalOf(column(Float32Array.of(1)), Float32Array.of(0), 0);
  expect(moved.wasserstein).toBeCloseTo(1, 2);
  expect(moved.kl).toBeCloseTo(0.5, 2);
  const narrow = marginalOf(column(Float32Array.of(0)), Float32Array.of(2 * Math.log(0.4)), 0);
  // W₁ of N(0, a²) and N(0, 1) is |1 − a|·√(2/π).
  expect(narrow.wasserstein).toBeCloseTo(0.6 * Math.sqrt(2 / Math.PI), 2);
  expect(narrow.kl).toBeCloseTo(klToPrior(0, 2 * Math.log(0.4)), 2);
});

test("[PV4] two points at ±1 are as far as quantiles say; mass is 1 whatever the widths", () => {
  const points = marginalOf(column(Float32Array.of(-1, 1)), null, 0);
  // ∫ |Q − Φ|: by symmetry 2·(∫₀¹ (Φ − ½) dx + ∫₁^∞ (1 − Φ) dx)
  const dx = 1e-3;
  let expected = 0;
  for (let x = dx / 2; x < 8; x += dx)
    expected += 2 * dx * (x < 1 ? normalCdf(x) - 0.5 : 1 - normalCdf(x));
  expect(Math.abs(points.wasserstein - expected)).toBeLessThan(0.03);
  const logVar = Float32Array.of(-12, -2, 0, 3);
  const { density, mean } = marginalOf(column(Float32Array.of(-9, 0.3, 4.99, 7)), logVar, 0);
  const mass = density.reduce((sum, value) => sum + value, 0) * ((2 * CURVE_REACH) / CURVE_BINS);
  expect(mass).toBeCloseTo(1, 9);
  expect(mean).toBeCloseTo((-9 + 0.3 + 4.99 + 7) / 4, 5);
  expect(binMiddle(0)).toBeGreaterThan(-CURVE_REACH);
});

test("[PV4] a dimension is read out of its own column", () => {
  const rows = { values: Float32Array.of(0, 2, 0, 2, 0, 2), latentDim: 2 };
  expect(marginalOf(rows, null, 0).mean).toBe(0);
  expect(marginalOf(rows, null, 1).mean).toBe(2);
});

test("[PV5] one posterior is its own moments: the KL of arXiv 1312.6114", () => {
  const values = Float32Array.of(0.5, -1, 2);
  const logVar = Float32Array.of(-1, 0.5, 0);
  const sum = [0, 1, 2].reduce((nats, d) => nats + klToPrior(values[d] ?? 0, logVar[d] ?? 0), 0);
  expect(momentKl({ values, latentDim: 3 }, logVar)).toBeCloseTo(sum, 6);
});

test("[PV5] correlated codes cost −½ ln(1 − ρ²); codes without extent cost infinitely much", () => {
  const [rho, n] = [0.8, 40_000];
  const noise = gaussianVector(createRandom(3), 2 * n);
  const values = noise.map((value, i) =>
    i % 2 === 0 ? value : rho * (noise[i - 1] ?? 0) + Math.sqrt(1 - rho * rho) * value,
  );
  expect(momentKl({ values, latentDim: 2 }, null)).toBeCloseTo(-0.5 * Math.log(1 - rho * rho), 1);
  const flat = { values: Float32Array.of(1, 0, 2, 0), latentDim: 2 };
  expect(momentKl(flat, null)).toBe(Number.POSITIVE_INFINITY);
});
