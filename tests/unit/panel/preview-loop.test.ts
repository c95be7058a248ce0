import { expect, test } from "vitest";
import { closedLoop, seedOf } from "../../../app/_lobby/preview/preview-loop.ts";

const distance = (a: Float32Array, b: Float32Array) =>
  Math.hypot(...a.map((value, d) => value - (b[d] ?? 0)));

test("[U7] the step from the last image to the first is like every other", () => {
  const loop = closedLoop(16, 48, 5);
  const steps = loop.map((z, i) => distance(z, loop[(i + 1) % 48] ?? z));
  const closing = steps.at(-1) ?? Number.POSITIVE_INFINITY;
  expect(closing).toBeLessThanOrEqual(Math.max(...steps.slice(0, -1)) * 1.05);
  expect(Math.max(...steps)).toBeLessThan(1.6);
});

test("[U7] coordinates have mean square 1 over the loop, as under the prior", () => {
  const loop = closedLoop(3, 48, 9);
  for (let d = 0; d < 3; d++) {
    const square = loop.reduce((sum, z) => sum + (z[d] ?? 0) ** 2, 0) / 48;
    expect(square).toBeCloseTo(1, 5);
  }
});

test("[U7] the same model walks the same loop, another model another", () => {
  expect(closedLoop(3, 8, seedOf("digits-3d"))).toEqual(closedLoop(3, 8, seedOf("digits-3d")));
  expect(closedLoop(3, 8, seedOf("digits-3d"))).not.toEqual(closedLoop(3, 8, seedOf("digits-16d")));
});
