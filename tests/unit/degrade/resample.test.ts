import { expect, it } from "vitest";
import { blur, mask, medianFilter } from "../../../server/degrade/filters.ts";
import {
  INTERPOLATIONS,
  meanPool,
  pooledShape,
  upsample,
} from "../../../server/degrade/resample.ts";
import { eachImage } from "../../../server/degrade/shape.ts";

const rounded = (values: Float32Array) => [...values].map((value) => Math.round(value * 1e4) / 1e4);

it("[T41] pooling takes the mean of each block, of each channel", () => {
  const grey = Float32Array.of(0, 1, 0.5, 0.5, 1, 0, 0.5, 0.1);
  expect(rounded(meanPool(grey, [2, 4, 1], 2))).toEqual([0.5, 0.4]);
  const colour = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1);
  expect(rounded(meanPool(colour, [2, 2, 3], 2))).toEqual([0.5, 0.5, 0.5]);
  expect(() => pooledShape([28, 27, 1], 2)).toThrow(/28×27 pixels are no blocks of 2×2/);
  const both = Float32Array.of(...grey, ...grey);
  expect(rounded(eachImage(both, 8, (image) => meanPool(image, [2, 4, 1], 2)))).toEqual([
    0.5, 0.4, 0.5, 0.4,
  ]);
});

it.each(INTERPOLATIONS)("[T41] %s upsampling keeps what is even, in three channels", (kernel) => {
  const pixels = Float32Array.from({ length: 4 * 5 * 3 }, (_, i) => (i % 3) / 4);
  const large = upsample(pixels, [4, 5, 3], { factor: 2, kernel });
  expect(rounded(large)).toEqual(Array.from({ length: 8 * 10 * 3 }, (_, i) => (i % 3) / 4));
});

it("[T41] linear and cubic kernels keep a slope; nearest repeats; Keys' weights at a quarter", () => {
  const slope = Float32Array.from({ length: 8 }, (_, i) => i / 10);
  const line = (kernel: (typeof INTERPOLATIONS)[number]) =>
    rounded(upsample(slope, [1, 8, 1], { factor: 2, kernel }).subarray(0, 16)).slice(4, 12);
  const straight = [0.175, 0.225, 0.275, 0.325, 0.375, 0.425, 0.475, 0.525];
  expect(line("bilinear")).toEqual(straight);
  expect(line("bicubic")).toEqual(straight);
  expect(line("nearest")).toEqual([0.2, 0.2, 0.3, 0.3, 0.4, 0.4, 0.5, 0.5]);
  // One bright pixel: the kernel itself at 1/4, 3/4, 5/4 and 7/4 (Keys 1981, a = −1/2), negative parts clipped.
  const spark = Float32Array.of(0, 0, 0, 1, 0, 0, 0);
  const row = upsample(spark, [1, 7, 1], { factor: 2, kernel: "bicubic" }).subarray(0, 14);
  expect(rounded(row).slice(4, 8)).toEqual([0, 0.2266, 0.8672, 0.8672]);
  const grey = spark.map((value) => 0.5 + value / 2);
  const soft = upsample(grey, [1, 7, 1], { factor: 2, kernel: "bicubic" }).subarray(0, 14);
  expect(rounded(soft).slice(3, 5)).toEqual([0.4883, 0.4648]);
});

it("[T42] blur keeps the sum of what is inside, a mask covers by centres, the median removes single pixels", () => {
  const spark = new Float32Array(81);
  spark[40] = 1;
  const soft = blur(spark, [9, 9, 1], 1);
  expect(soft.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  expect(soft[40]).toBeCloseTo(0.1592, 3);
  expect(soft[39]).toBeCloseTo(soft[31] ?? 0, 6);
  expect(blur(spark, [9, 9, 1], 0)).toEqual(spark);
  const half = mask(new Float32Array(8).fill(1), [2, 4, 1], {
    ...{ left: 0, top: 0, right: 0.5, bottom: 1 },
  });
  expect([...half]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  expect(medianFilter(spark, [9, 9, 1])).toEqual(new Float32Array(81));
  const edge = Float32Array.from({ length: 81 }, (_, i) => (i % 9 < 4 ? 0 : 1));
  expect(medianFilter(edge, [9, 9, 1])).toEqual(edge);
  const colour = Float32Array.from({ length: 27 }, (_, i) => (i % 3) / 2);
  expect(medianFilter(colour, [3, 3, 3])).toEqual(colour);
});
