import { expect, it } from "vitest";
import { createMeter, placeOf } from "../../../app/_explorer/bench/meter.ts";

it("[WB9] an error is read as the share of the data whose error is smaller", () => {
  const read = createMeter([0.04, 0.01, 0.02, 0.03]);
  expect(read(0.001).share).toBe(0);
  expect(read(0.02).share).toBe(0.25);
  expect(read(0.025).share).toBe(0.5);
  expect(read(1).share).toBe(1);
});

it("[WB9] every image of the data is in one bin, on an axis that grows by factors", () => {
  const errors = Array.from({ length: 1000 }, (_, i) => 0.001 * 1.005 ** i);
  const { bins, from, to } = createMeter(errors)(0.01);
  expect(bins.reduce((a, b) => a + b)).toBe(1000);
  // Equal factors: as many in each.
  expect(Math.max(...bins) - Math.min(...bins)).toBeLessThanOrEqual(2);
  expect(placeOf(from, from, to)).toBe(0);
  expect(placeOf(Math.sqrt(from * to), from, to)).toBeCloseTo(0.5);
  expect(placeOf(to * 9, from, to)).toBe(1);
});

it("[WB9] data without errors, or with none at all, break nothing", () => {
  expect(createMeter([0, 0])(0).share).toBe(0);
  expect(createMeter([])(0.5).share).toBe(0);
});
