import { expect, it } from "vitest";
import { fromHalf, toHalf } from "../../../server/latent/half.ts";

it("[L30] every finite half survives the way there and back", () => {
  const bits = Uint16Array.from({ length: 0x7c00 }, (_, i) => i);
  const positive = fromHalf(new Uint8Array(bits.buffer));
  expect(new Uint16Array(toHalf(positive).buffer)).toEqual(bits);
  const negative = positive.map((value) => -value).slice(1);
  expect(fromHalf(toHalf(negative))).toEqual(negative);
});

it("[L30] values between two halves go to the nearer, of equally near ones to the even", () => {
  const round = (value: number) => fromHalf(toHalf([value]))[0];
  expect(round(1 + 2 ** -11)).toBe(1);
  expect(round(1 + 3 * 2 ** -11)).toBe(1 + 2 ** -9);
  expect(round(1 + 2 ** -11 + 2 ** -20)).toBe(1 + 2 ** -10);
  expect(round(1.99999)).toBe(2);
  expect(round(2 ** -25)).toBe(0);
  expect(round(65_519)).toBe(65_504);
  expect([round(65_520), round(-1e9)]).toEqual([
    Number.POSITIVE_INFINITY,
    -Number.POSITIVE_INFINITY,
  ]);
  expect(round(Number.NaN)).toBeNaN();
  expect(() => fromHalf(new Uint8Array(3))).toThrow(RangeError);
});
