import { expect, test } from "vitest";
import { accuracyOf, type ClassedRows, confusionOf } from "../../../server/latent/confusion.ts";
import { createRandom, gaussian } from "../../../server/latent/random.ts";
import { neighbourAccuracy } from "../../../server/train/figures/neighbours.ts";

const CLASSES = 4;
const DIM = 3;

/** Clouds of classes that overlap; every seventh code is a copy of the one before, so that distances tie. */
function makeData(shown: ClassedRows["shown"], seed: number): ClassedRows {
  const random = createRandom(seed);
  const count = shown.train + shown.validation + shown.heldOut;
  const labels = Uint8Array.from({ length: count }, () => Math.floor(random() * CLASSES));
  const values = new Float32Array(count * DIM);
  for (let row = 0; row < count; row++)
    for (let d = 0; d < DIM; d++)
      values[row * DIM + d] =
        row % 7 === 6
          ? (values[(row - 1) * DIM + d] ?? 0)
          : (labels[row] ?? 0) * 0.8 + gaussian(random);
  return { values, labels, latentDim: DIM, shown };
}

/** Every neighbour tried, sorted. */
function bruteForce({ values, labels, shown }: ClassedRows, leaveOut: boolean): number[] {
  const counts = new Array<number>(CLASSES * CLASSES).fill(0);
  const z = (row: number) => values.subarray(row * DIM, (row + 1) * DIM);
  const known = leaveOut ? labels.length : shown.train;
  for (let row = labels.length - shown.heldOut; row < labels.length; row++) {
    const nearest = Array.from({ length: known }, (_, other) => other)
      .filter((other) => !leaveOut || other !== row)
      .map((other) => {
        const square = z(other).reduce((sum, v, d) => sum + (v - (z(row)[d] ?? 0)) ** 2, 0);
        return { square, label: labels[other] ?? 0, other };
      })
      .sort((a, b) => a.square - b.square || a.other - b.other)
      .slice(0, 10);
    const reached = new Map<number, { votes: number; at: number }>();
    for (const [at, { label }] of nearest.entries())
      reached.set(label, { votes: (reached.get(label)?.votes ?? 0) + 1, at });
    const [winner] = [...reached].sort(([, a], [, b]) => b.votes - a.votes || a.at - b.at);
    const cell = (labels[row] ?? 0) * CLASSES + (winner?.[0] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

test.each([1, 2, 3])(
  "[GL7] held-out among training rows is what brute force gives, seed %i",
  (seed) => {
    const data = makeData({ train: 300, validation: 20, heldOut: 120 }, seed);
    const confusion = confusionOf(data, CLASSES);
    expect([...confusion.counts]).toEqual(bruteForce(data, false));
    expect(confusion).toMatchObject({ asked: 120, among: "training" });
    const { values, labels } = data;
    expect(accuracyOf(confusion)).toBeCloseTo(
      neighbourAccuracy(
        { codes: values.subarray(0, 300 * DIM), labels: labels.subarray(0, 300) },
        { codes: values.subarray(320 * DIM), labels: labels.subarray(320) },
        { k: 10, dim: DIM },
      ),
      10,
    );
  },
);

test.each([4, 5])("[GL7] without training rows each is asked among all others, seed %i", (seed) => {
  const data = makeData({ train: 0, validation: 0, heldOut: 250 }, seed);
  const confusion = confusionOf(data, CLASSES);
  expect([...confusion.counts]).toEqual(bruteForce(data, true));
  expect(confusion).toMatchObject({ asked: 250, among: "heldOut" });
});

test("[GL7] of very many a share is asked, spread evenly", () => {
  const data = makeData({ train: 40, validation: 0, heldOut: 5000 }, 6);
  const { counts, asked } = confusionOf(data, CLASSES);
  expect(asked).toBe(2000);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2000);
});

test("[GL7] where nothing was held out, each is asked among all others", () => {
  const data = makeData({ train: 300, validation: 0, heldOut: 0 }, 5);
  const everyone = { ...data, shown: { train: 0, validation: 0, heldOut: 300 } };
  const confusion = confusionOf(data, CLASSES);
  expect([...confusion.counts]).toEqual(bruteForce(everyone, true));
  expect(confusion).toMatchObject({ asked: 300, among: "all" });
});
