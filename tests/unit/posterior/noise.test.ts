import { afterEach, beforeEach, expect, it, test } from "vitest";
import { flyOwn, live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import {
  endNoise,
  movedElsewhere,
  rollNoise,
  setNoise,
  startNoise,
  useNoise,
} from "../../../app/_explorer/noise/noise-state.ts";
import { noisePoints } from "../../../app/_explorer/scene/noise/noise-line.tsx";
import { norm } from "../../../server/latent/interpolate.ts";
import { noiseDirection, noiseReach, noisy } from "../../../server/latent/noise.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { makeCard } from "../../helpers/make-card.ts";

const card = makeCard();
const embedding = gaussianVector(createRandom(4), 3 * 60);
const cloud = {
  embedding,
  points: embedding,
  labels: Uint8Array.from({ length: 60 }, (_, i) => i % 3),
  count: 60,
};

beforeEach(() => resetLive(3));
afterEach(() => endNoise());

test.each([2, 3, 16, 128])("[NC2] in %i dimensions every direction is √d long", (d) => {
  for (const seed of [1, 2, 99]) expect(norm(noiseDirection(seed, d))).toBeCloseTo(Math.sqrt(d), 4);
  expect(noiseDirection(1, d)).toEqual(noiseDirection(1, d));
  expect(noiseDirection(1, d)).not.toEqual(noiseDirection(2, d));
});

test("[NC2] a label gets no noise, and the others all of it", () => {
  const epsilon = noiseDirection(5, 3, 2);
  expect(epsilon[2]).toBe(0);
  expect(norm(epsilon)).toBeCloseTo(Math.SQRT2, 5);
});

test("[NC2] the course ends before a coordinate passes the limit", () => {
  const z = Float32Array.of(7, 0, -7.5);
  const epsilon = Float32Array.of(1, 0.5, -1);
  const reach = noiseReach(z, epsilon, 8);
  expect(reach).toBeCloseTo(0.5, 6);
  expect(Math.max(...noisy(z, epsilon, reach).map(Math.abs))).toBeLessThanOrEqual(8);
  expect(noiseReach(Float32Array.of(8), Float32Array.of(1), 8)).toBe(0);
  expect(noiseReach(Float32Array.of(0), Float32Array.of(0), 8)).toBe(3);
});

it("[NC3] the cursor goes along the course, and back bit for bit", () => {
  const base = [0.25, -1.125, 0.7];
  moveOwn(base);
  startNoise(card, cloud);
  const { course } = useNoise.getState();
  if (!course) throw new Error("no course");
  setNoise(0.83);
  expect(live.z).toEqual(noisy(Float32Array.from(base), course.epsilon, 0.83));
  expect(movedElsewhere()).toBe(false);
  setNoise(50);
  expect(useNoise.getState().amount).toBe(course.reach);
  setNoise(0);
  expect(live.z).toEqual(Float32Array.from(base));
});

it("[NC3] another direction starts at the code, not where the noise was", () => {
  moveOwn([0.5, 0.5, 0.5]);
  startNoise(card, cloud);
  const before = useNoise.getState();
  setNoise(1);
  rollNoise(card, cloud);
  const now = useNoise.getState();
  expect(now.course?.base).toEqual(before.course?.base);
  expect(now.course?.epsilon).not.toEqual(before.course?.epsilon);
  expect([now.amount, live.z]).toEqual([0, Float32Array.of(0.5, 0.5, 0.5)]);
});

it("[NC3] a drag is a code of its own once it rests, a flight when it has landed; who is held is not moved", () => {
  startNoise(card, cloud);
  moveOwn([1, 0, 0]);
  expect(movedElsewhere()).toBe(true);
  flyOwn([2, 0, 0]);
  expect(movedElsewhere()).toBe(false);
  live.flight = null;
  startNoise(card, cloud);
  expect(movedElsewhere()).toBe(false);
  live.held = true;
  setNoise(1);
  expect([...live.z]).toEqual([1, 0, 0]);
  expect(useNoise.getState().amount).toBe(0);
});

it("[NC4] the way is one straight line in the scatter, cut where the class flips", () => {
  moveOwn([0.1, 0.2, 0.3]);
  startNoise(card, cloud);
  const { course } = useNoise.getState();
  if (!course) throw new Error("no course");
  const { segments, flips } = noisePoints(card, course);
  expect(segments).toHaveLength(course.stretches.length);
  expect(flips).toHaveLength(segments.length - 1);
  for (const [i, flip] of flips.entries()) {
    expect(flip.at).toEqual(segments[i]?.ends[1]);
    expect(flip.at).toEqual(segments[i + 1]?.ends[0]);
    expect(flip.label).toBe(segments[i + 1]?.label);
  }
});
