import { expect, it } from "vitest";
import { normalQuantile, quantileSteps } from "../../../server/latent/map/normal-quantile.ts";

// Values of Φ⁻¹ to 16 digits, from mpmath's erfinv at 40 digits.
const KNOWN = [
  [0.5, 0],
  [0.75, 0.6744897501960817],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.995, 2.575829303548901],
  [0.001, -3.090232306167813],
  [1e-10, -6.361340902404056],
  [1e-20, -9.262340089798409],
  [1e-300, -37.0471],
] as const;

it("[MP2] Φ⁻¹ agrees with the tables", () => {
  for (const [p, z] of KNOWN.slice(0, -1)) {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(4e-15 * Math.max(1, Math.abs(z)));
    expect(normalQuantile(1 - 0.25)).toBe(-normalQuantile(0.25));
  }
  expect(normalQuantile(1e-300)).toBeCloseTo(-37.0471, 4);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
});

it("[MP2] twenty steps are the middles of twenty equal shares, symmetric and rising", () => {
  const steps = quantileSteps(20);
  expect(steps[0]).toBeCloseTo(-1.959963984540054, 12);
  expect(steps[10]).toBeCloseTo(0.06270677794321385, 12);
  for (const [i, z] of steps.entries()) {
    expect(z).toBeCloseTo(-(steps[19 - i] ?? 0), 12);
    if (i > 0) expect(z).toBeGreaterThan(steps[i - 1] ?? 0);
  }
});
