import { expect, it } from "vitest";
import { catmullRom, lerp, norm, slerp } from "../../../server/latent/interpolate.ts";
import { latentAt, samplePath } from "../../../server/latent/path.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";

const close = (a: Float32Array, b: ArrayLike<number>) => {
  for (const [d, value] of a.entries()) expect(value).toBeCloseTo(b[d] ?? Number.NaN, 5);
};

it("[L1] slerp of unit axes passes the middle of the arc, where lerp falls inside the circle", () => {
  const x = new Float32Array([1, 0]);
  const y = new Float32Array([0, 1]);
  close(slerp(x, y, 0.5), [Math.SQRT1_2, Math.SQRT1_2]);
  close(slerp(x, y, 1 / 3), [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)]);
  close(lerp(x, y, 0.5), [0.5, 0.5]);
});

it("[L1] slerp keeps the norm between its ends for random high-dimensional latents", () => {
  const random = createRandom(7);
  for (let i = 0; i < 50; i++) {
    const a = gaussianVector(random, 16);
    const b = gaussianVector(random, 16);
    close(slerp(a, b, 0), a);
    close(slerp(a, b, 1), b);
    const t = random();
    expect(norm(slerp(a, b, t))).toBeCloseTo(norm(a) + t * (norm(b) - norm(a)), 4);
  }
});

it("[L2] slerp falls back to the straight line where no great circle is defined", () => {
  const zero = new Float32Array(3);
  const a = new Float32Array([1, 2, 3]);
  close(slerp(zero, a, 0.5), [0.5, 1, 1.5]);
  close(slerp(a, a, 0.3), a);
  close(
    slerp(
      a,
      a.map((v) => -v),
      0.5,
    ),
    [0, 0, 0],
  );
});

it("[L3] a Catmull-Rom path passes every stop with a tangent of half its neighbours' difference", () => {
  const stops = [
    [0, 0],
    [1, 2],
    [3, 1],
    [4, 4],
  ].map((p) => new Float32Array(p)) as [Float32Array, Float32Array, Float32Array, Float32Array];
  close(catmullRom(stops, 0), [1, 2]);
  close(catmullRom(stops, 1), [3, 1]);
  const h = 1e-3;
  const slope = (catmullRom(stops, h)[0] ?? 0) - (catmullRom(stops, 0)[0] ?? 0);
  expect(slope / h).toBeCloseTo((3 - 0) / 2, 1);
});

it.each(["lerp", "slerp", "catmull-rom"] as const)(
  "[L4] a %s path starts, passes and ends at its stops",
  (kind) => {
    const random = createRandom(3);
    const stops = Array.from({ length: 4 }, () => gaussianVector(random, 5));
    for (const [i, stop] of stops.entries()) close(latentAt(stops, kind, i / 3), stop);
    close(latentAt(stops, kind, -1), stops[0] ?? []);
    close(latentAt(stops, kind, 2), stops[3] ?? []);
  },
);

it("[L4] samplePath includes both ends", () => {
  const stops = [new Float32Array([0]), new Float32Array([4])];
  expect(samplePath(stops, "lerp", 5).map(([value]) => value)).toEqual([0, 1, 2, 3, 4]);
});
