import { describe, expect, it } from "vitest";
import { NEIGHBOURS } from "../../../server/latent/density.ts";
import { flipsAlong, type Stretch } from "../../../server/latent/flips.ts";
import { nearestRows } from "../../../server/latent/nearest.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import type { LabelledRows } from "../../../server/latent/survey.ts";

/** By trying a place: every datum's distance. */
function majorityAt(data: LabelledRows, z: Float32Array, self: number | null): number {
  const around = nearestRows(data, z, NEIGHBOURS + 1)
    .filter(({ row }) => row !== self)
    .slice(0, NEIGHBOURS);
  const counts = new Map<number, number>();
  for (const { row } of around) {
    const label = data.labels[row] ?? 0;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  // A Map keeps the order of first sight, which is that of nearness.
  return [...counts].find(([, count]) => count === most)?.[0] ?? -1;
}

const labelAt = (stretches: readonly Stretch[], s: number) =>
  stretches.find(({ from, to }) => from <= s && s < to)?.label;

describe.each([2, 3, 16])("[NC1] in %i dimensions", (latentDim) => {
  it.each([1, 2, 3])("stretches are those of trying 3,000 places, seed %i", (seed) => {
    const random = createRandom(10 * latentDim + seed);
    const values = gaussianVector(random, 900 * latentDim);
    const labels = Uint8Array.from({ length: 900 }, () => Math.floor(random() * 3));
    const data = { values, labels, latentDim };
    const self = 17;
    const z = values.slice(self * latentDim, (self + 1) * latentDim);
    const epsilon = gaussianVector(random, latentDim);
    const stretches = flipsAlong(data, z, epsilon, 3);
    expect(stretches[0]?.from).toBe(0);
    expect(stretches.at(-1)?.to).toBe(3);
    for (const [i, { from, label }] of stretches.entries()) {
      if (i === 0) continue;
      expect(from).toBe(stretches[i - 1]?.to);
      expect(label).not.toBe(stretches[i - 1]?.label);
    }
    const edges = stretches.map(({ to }) => to);
    let tried = 0;
    for (let i = 0; i < 3000; i++) {
      const s = (3 * (i + 0.5)) / 3000;
      // Codes are single precision: nearer to an edge than this, rounding decides.
      if (edges.some((edge) => Math.abs(edge - s) < 1e-4)) continue;
      const at = z.map((value, d) => value + s * (epsilon[d] ?? 0));
      expect(labelAt(stretches, s), `s = ${s}`).toBe(majorityAt(data, at, self));
      tried++;
    }
    expect(tried).toBeGreaterThan(2500);
  });
});

it("[NC1] of two clusters the flip lies where the sixth of the other class comes in", () => {
  const left = [-1, -1.1, -1.2, -1.3, -1.4, -1.5, -1.6, -1.7, -1.8, -1.9];
  const right = left.map((value) => -value);
  const data = {
    values: Float32Array.from([...left, ...right]),
    labels: Uint8Array.from([...left.map(() => 4), ...right.map(() => 9)]),
    latentDim: 1,
  };
  const stretches = flipsAlong(data, Float32Array.of(-1), Float32Array.of(1), 3);
  expect(stretches.map(({ label }) => label)).toEqual([4, 9]);
  expect(stretches[0]?.to).toBeGreaterThan(0.8);
  expect(stretches[0]?.to).toBeLessThan(1.2);
});

it("[NC1] a data set of fewer than ten, of one class, or empty has no flip", () => {
  const few = { values: Float32Array.of(1, 2, 3), labels: Uint8Array.of(1, 1, 1), latentDim: 1 };
  const one = flipsAlong(few, Float32Array.of(0), Float32Array.of(1), 3);
  expect(one).toEqual([{ from: 0, to: 3, label: 1 }]);
  const none = { values: new Float32Array(0), labels: new Uint8Array(0), latentDim: 1 };
  expect(flipsAlong(none, Float32Array.of(0), Float32Array.of(1), 3)).toEqual([]);
});
