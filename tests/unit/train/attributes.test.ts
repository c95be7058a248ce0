import { expect, it } from "vitest";
import type { ImageSet } from "../../../server/train/data/image-set.ts";
import { knownAccuracies, majorityShares } from "../../../server/train/figures/attributes.ts";

const set = (labels: number[], glasses: number[]): ImageSet => ({
  ...{ id: "a", name: "a", source: "", licence: "", classNames: ["x", "y"] },
  ...{ imageShape: [1, 1, 1], count: labels.length, images: new Float32Array(labels.length) },
  labels: Uint8Array.from(labels),
  attributes: [
    { kind: "names", name: "glasses", names: ["no", "yes"], values: Uint8Array.from(glasses) },
    { kind: "number", name: "age", min: 0, max: 9, values: new Uint8Array(labels.length) },
  ],
});

it("[AV5] 10-NN is measured on the classes and on each attribute with names; unknown ones take no part", () => {
  const labels = Array.from({ length: 40 }, (_, i) => i % 2);
  const train = set(
    labels,
    labels.map((_, i) => (i < 20 ? 0 : i < 39 ? 1 : 255)),
  );
  const heldOut = set([0, 1, 1], [0, 1, 255]);
  // The first number tells the class, the second the glasses.
  const train2 = Float32Array.from(labels.flatMap((label, i) => [label * 9, i < 20 ? 0 : 9]));
  const codes = { train: train2, heldOut: Float32Array.of(0, 0, 9, 9, 0, 0), dim: 2 };
  expect(knownAccuracies({ train, heldOut }, codes)).toEqual({
    knn10: 2 / 3,
    "knn10.glasses": 1,
  });
  expect(majorityShares({ train, heldOut })).toEqual({
    "majority.knn10": 1 / 3,
    "majority.knn10.glasses": 0.5,
  });
  expect(majorityShares({ train: { ...train, attributes: [] }, heldOut })).toEqual({});
});
