import { expect, test } from "vitest";
import { linePath, rangeOf, ticksOf } from "../../../app/_model/curve/chart-shape.ts";
import { readCurve } from "../../../app/_model/curve/read-curve.ts";
import { extremeRows } from "../../../app/_model/extremes/extreme-rows.ts";

test("[GL8] nested numbers are lines, train and validation together, in the order found", () => {
  const file = [
    { epoch: 1, train: { reconstruction: 200, kl: 3 }, validation: { reconstruction: 190 } },
    { epoch: 2, train: { reconstruction: 150, kl: 5 }, validation: { reconstruction: null } },
  ];
  const expected = {
    epochs: [1, 2],
    terms: [
      {
        name: "reconstruction",
        lines: [
          { on: "train", values: [200, 150] },
          { on: "validation", values: [190, null] },
        ],
      },
      { name: "kl", lines: [{ on: "train", values: [3, 5] }] },
    ],
  };
  expect(readCurve(file)).toEqual(expected);
  expect(readCurve({ epochs: file })).toEqual(expected);
});

test.each([[null], [[]], [{}], ["text"], [{ epochs: [] }]])("[GL8] %j holds no curve", (file) => {
  expect(readCurve(file)).toBeNull();
});

test("[GL8] a number without a name is the loss; what is no number is left out", () => {
  expect(readCurve([{ train: 1, note: "x", bad: Number.NaN }])).toEqual({
    epochs: [1],
    terms: [{ name: "loss", lines: [{ on: "train", values: [1] }] }],
  });
});

test("[GL8] the first tenth does not set the scale; equal values have room around them", () => {
  const falling = [900, ...Array.from({ length: 19 }, (_, i) => 200 - i)];
  expect(rangeOf([falling])).toEqual([182, 199]);
  expect(rangeOf([[3, 3]])).toEqual([2.5, 3.5]);
  expect(rangeOf([[null]])).toEqual([0, 1]);
});

test("[GL8] ticks are round, and lie within", () => {
  expect(ticksOf([182, 199], 4)).toEqual([185, 190, 195]);
  expect(ticksOf([0, 1], 4)).toEqual([0, 0.5, 1]);
});

test("[GL8] a gap in the values is a gap in the line", () => {
  const plot = { left: 0, top: 0, width: 30, height: 10 };
  const path = linePath([1, 2, 3, 4], [0, 1, null, 0], { plot, range: [0, 1] });
  expect(path).toBe("M0.0 10.0L10.0 0.0M30.0 10.0");
});

test("[GL9] worst and best by error, the most extreme first, of equals the earlier", () => {
  expect(extremeRows([0.3, 0.1, 0.5, 0.1, 0.2], 2)).toEqual({
    best: [1, 3],
    worst: [2, 0],
    median: 0.2,
  });
});
