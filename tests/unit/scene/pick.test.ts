import { Vector3 } from "three";
import { describe, expect, it } from "vitest";
import {
  type Best,
  consider,
  type PickRay,
  pick,
} from "../../../app/_explorer/scene/cloud/pick.ts";
import { buildPickTree } from "../../../app/_explorer/scene/cloud/pick-tree.ts";
import { createRandom, gaussianVector, type Random } from "../../../server/latent/random.ts";

const NONE: ReadonlySet<number> = new Set();

function ray(values: Partial<PickRay> = {}): PickRay {
  return {
    origin: new Vector3(0, 0, 10),
    direction: new Vector3(0, 0, -1),
    radius: 0.05,
    minSlope: 0.001,
    maxSlope: Number.POSITIVE_INFINITY,
    slack: 0.01,
    ...values,
  };
}

function randomRay(random: Random): PickRay {
  const [x = 0, y = 0, z = 1] = gaussianVector(random, 3);
  const origin = new Vector3(x, y, z).normalize().multiplyScalar(3 + 9 * random());
  const [a = 0, b = 0, c = 0] = gaussianVector(random, 3);
  const direction = new Vector3(a, b, c).sub(origin).normalize();
  return ray({
    origin,
    direction,
    radius: 0.02 + 0.1 * random(),
    maxSlope: random() < 0.5 ? 0.002 + 0.01 * random() : Number.POSITIVE_INFINITY,
    slack: 0.005 + 0.03 * random(),
  });
}

function bruteForce(
  points: Float32Array,
  labels: Uint8Array,
  hidden: ReadonlySet<number>,
  by: PickRay,
) {
  const best: Best = { row: -1, depth: Number.POSITIVE_INFINITY, gap: by.slack };
  for (let row = 0; row < labels.length; row++)
    if (!hidden.has(labels[row] ?? 0)) consider(points, row, by, best);
  return best.row < 0 ? null : best.row;
}

describe("pick", () => {
  it("[X1] takes the nearest to the ray within the slack, and nothing beyond", () => {
    const tree = buildPickTree(new Float32Array([0.1, 0, 0, 0.12, 0, 0, 3, 3, 0]));
    const labels = new Uint8Array(3);
    expect(pick(tree, labels, NONE, ray())).toBe(0);
    expect(pick(tree, labels, NONE, ray({ slack: 0.001 }))).toBe(null);
  });

  it("[X1] takes the front one of two that the ray goes through, though the other is nearer to its middle", () => {
    const tree = buildPickTree(new Float32Array([0, 0, -2, 0.03, 0, 2]));
    expect(pick(tree, new Uint8Array(2), NONE, ray())).toBe(1);
  });

  it("[X2] leaves out hidden classes and what lies behind the eye", () => {
    const tree = buildPickTree(new Float32Array([0, 0, 2, 0, 0, 0, 0, 0, 12]));
    const labels = new Uint8Array([4, 7, 7]);
    expect(pick(tree, labels, NONE, ray())).toBe(0);
    expect(pick(tree, labels, new Set([4]), ray())).toBe(1);
    expect(pick(tree, labels, new Set([4, 7]), ray())).toBe(null);
  });

  it.each([1, 31, 32, 33, 65, 1000, 5003])(
    "[X1] agrees with trying every one of %i points",
    (count) => {
      const random = createRandom(count);
      const points = gaussianVector(random, 3 * count);
      const labels = Uint8Array.from({ length: count }, () => Math.floor(random() * 10));
      const tree = buildPickTree(points);
      expect([...tree.order].sort((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, i) => i),
      );
      let hits = 0;
      for (let i = 0; i < 200; i++) {
        const by = randomRay(random);
        const hidden = new Set(random() < 0.5 ? [] : [1, 2, Math.floor(random() * 10)]);
        const row = pick(tree, labels, hidden, by);
        expect(row).toBe(bruteForce(points, labels, hidden, by));
        if (row !== null) hits++;
      }
      if (count >= 1000) expect(hits).toBeGreaterThan(50);
    },
  );

  it("[X1] finds points that all lie in one place", () => {
    const points = new Float32Array(3 * 500);
    expect(pick(buildPickTree(points), new Uint8Array(500), NONE, ray())).toBe(0);
    expect(pick(buildPickTree(new Float32Array(0)), new Uint8Array(0), NONE, ray())).toBe(null);
  });

  it("[X1] tries few of 100,000 points", () => {
    const random = createRandom(9);
    const count = 100_000;
    const tree = buildPickTree(gaussianVector(random, 3 * count));
    const labels = new Uint8Array(count);
    let asked = 0;
    const counting = { has: () => asked++ < 0 } as unknown as ReadonlySet<number>;
    for (let i = 0; i < 50; i++) pick(tree, labels, counting, randomRay(random));
    expect(asked / 50).toBeLessThan(count / 20);
  });
});

it("[X23] near images are picked by the size they have on screen, not by the one they would have", () => {
  const points = new Float32Array([0.2, 0, 9]);
  const near = ray({ radius: 0.5, slack: 0.01 });
  const tree = buildPickTree(points);
  expect(pick(tree, new Uint8Array(1), NONE, near)).toBe(0);
  expect(pick(tree, new Uint8Array(1), NONE, { ...near, maxSlope: 0.05 })).toBe(null);
});
