import { expect, it } from "vitest";
import { loadDigits } from "../../../server/train/data/digits.ts";
import { splitRows } from "../../../server/train/data/split.ts";

it("[T12] train, validation and held-out rows are disjoint and together all rows", () => {
  const { train, validation, heldOut } = splitRows(1000, 7);
  expect([train.length, validation.length, heldOut.length]).toEqual([800, 50, 150]);
  const all = [...train, ...validation, ...heldOut].sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 1000 }, (_, row) => row));
});

it("[T12] the seed decides the split", () => {
  expect(splitRows(200, 7)).toEqual(splitRows(200, 7));
  expect(splitRows(200, 7).heldOut).not.toEqual(splitRows(200, 8).heldOut);
});

it("[T13] the digits are 10,000, of ten classes, with pixels in 0..1", {
  timeout: 30_000,
}, async () => {
  const { count, images, labels, classNames } = await loadDigits();
  expect(count).toBe(10_000);
  expect(images.length).toBe(count * 784);
  expect(images.reduce((a, b) => Math.max(a, b), 0)).toBe(1);
  expect(images.reduce((a, b) => Math.min(a, b), 1)).toBe(0);
  expect(new Set(labels)).toEqual(new Set(classNames.map(Number)));
});
