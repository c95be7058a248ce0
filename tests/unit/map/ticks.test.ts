import { expect, it } from "vitest";
import { digitsOf, roundStep, ticksAlong } from "../../../app/_explorer/scene/map/ticks.ts";

it("[MP10] steps are 1, 2 or 5 of a power of ten, with the digits that tell them apart", () => {
  expect([0.03, 0.05, 1, 1.1, 0.00042, 6].map(roundStep)).toEqual([0.05, 0.05, 1, 2, 0.0005, 10]);
  expect([1, 2, 10, 0.5, 0.2, 0.05, 0.0005].map(digitsOf)).toEqual([0, 0, 0, 1, 1, 2, 4]);
});

it("[MP10] marks stand at round values, also in perspective, and none beyond the map", () => {
  // As seen aslant: u grows as a ratio of two lines.
  const valueAt = (share: number) => (-10 + 24 * share) / (0.5 + share);
  const { ticks, step } = ticksAlong(valueAt, 800, 8);
  expect(step).toBe(5);
  expect(ticks.map(({ value }) => value)).toEqual([-5, 0, 5]);
  for (const { value, at } of ticks) expect(valueAt(at)).toBeCloseTo(value, 6);
  const falling = ticksAlong((share) => 0.001 - 0.002 * share, 800, 8);
  expect(falling.ticks.length).toBeGreaterThan(5);
  expect(falling.ticks.length).toBeLessThan(14);
});

it("[MP10] where the edge does not meet the plane there are no marks", () => {
  expect(ticksAlong(() => null, 800, 8).ticks).toEqual([]);
  expect(ticksAlong((share) => 20 + share, 800, 8).ticks).toEqual([]);
});
