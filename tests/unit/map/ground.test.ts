import { expect, it } from "vitest";
import { gridNeighbours } from "../../../app/_explorer/map/ground/grid-neighbours.ts";
import {
  densityField,
  FIELD_SIDE,
  fieldPoints,
  klOfRows,
  meanField,
} from "../../../app/_explorer/map/ground/ground-field.ts";
import { rampOn } from "../../../app/_explorer/map/ramp.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";

const area = { left: -4, bottom: -4, side: 8 };
const values = gaussianVector(createRandom(5), 2 * 2000);
const points = Float32Array.from(fieldPoints(area).flat());
const found = gridNeighbours({ values, points, latentDim: 2 });
const at = (u: number, v: number) => {
  const index = (value: number) => Math.floor(((value + 4) / 8) * FIELD_SIDE);
  return index(v) * FIELD_SIDE + index(u);
};

it("[MP11] density is ten data over the circle of the tenth: right for a normal cloud, in its middle and outside", () => {
  const field = densityField(area, found, 2);
  expect(field.unit).toBe("perSquare");
  // 2000 / 2π at the origin of N(0, I).
  const reach = found.reach[at(0.05, 0.05)] ?? 0;
  expect(10 / (Math.PI * reach ** 2)).toBeGreaterThan(200);
  expect(10 / (Math.PI * reach ** 2)).toBeLessThan(500);
  expect(field.to / field.from).toBeCloseTo(1000, 0);
  expect(field.shares[at(0, 0)]).toBeGreaterThan(0.7);
  expect(field.shares[at(3.9, 3.9)]).toBeLessThan(0.2);
  expect(field.covered.every((covered) => covered === 1)).toBe(true);
});

it("[MP11] in more dimensions the reach itself is told, the farthest first", () => {
  const field = densityField(area, found, 3);
  expect(field.unit).toBe("reach");
  expect(field.from).toBeGreaterThan(field.to);
});

it("[MP11] a mean is of the ten nearest, and nothing is said where none are near", () => {
  // The first coordinate itself: its mean over neighbours is about where one is.
  const own = Float32Array.from({ length: 2000 }, (_, row) => values[2 * row] ?? 0);
  const field = meanField(area, found, own, "error");
  const told = (u: number, v: number) =>
    field.from + (field.shares[at(u, v)] ?? 0) * (field.to - field.from);
  for (const u of [-1, 0, 1]) expect(told(u, 0)).toBeCloseTo(u, 0);
  expect(field.covered[at(0, 0)]).toBe(1);
  expect(field.covered[at(3.9, 3.9)]).toBe(0);
});

it("[MP11] KL of each datum: 0 at the prior, 1.8076 at σ = .1, and none of a label's dimension", () => {
  const logVar = Float32Array.from([0, 0, 2 * Math.log(0.1), -20]);
  const codes = Float32Array.from([0, 0, 0, 0]);
  const kl = klOfRows(codes, logVar, 2, undefined);
  expect(kl[0]).toBeCloseTo(0, 6);
  expect(klOfRows(codes, logVar, 2, 1)[1]).toBeCloseTo(1.8076, 4);
});

it("[MP11] the ramp rises in lightness and stays under the ink of either theme", () => {
  const light = ([r, g, b]: number[]) => 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
  for (const dark of [true, false]) {
    const steps = Array.from({ length: 21 }, (_, i) => light(rampOn(i / 20, dark)));
    for (const [i, step] of steps.entries())
      if (i > 0) expect(step).toBeGreaterThan(steps[i - 1] ?? 0);
    if (dark) expect(steps.at(-1)).toBeLessThan(0.6);
    else expect(steps[0]).toBeGreaterThan(0.4);
  }
});
