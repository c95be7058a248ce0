import { describe, expect, it } from "vitest";
import {
  ARM,
  createGuideGeometry,
  guideLines,
} from "../../../app/_explorer/scene/guides/guide-geometry.ts";

const length = (place: readonly number[]) => Math.hypot(...place);

describe("guides", () => {
  const lines = guideLines(3, [1, 2]);

  it("[X21] a cross through the origin, and one around the own cursor that is drawn from its middle", () => {
    const cross = lines.filter(({ sigma }) => sigma === 0);
    expect(cross.map(({ from, to }) => [length(from), length(to)])).toEqual(Array(3).fill([3, 3]));
    const own = lines.filter(({ sigma }) => sigma < 0);
    expect(own.map(({ from, to }) => [length(from), length(to)])).toEqual(Array(6).fill([0, ARM]));
  });

  it("[X21] each ring is closed and of unit radius: the shader scales it", () => {
    for (const ring of [1, 2]) {
      const sides = lines.filter(({ sigma }) => sigma === ring);
      for (const [i, { from }] of sides.entries()) {
        const before = sides.at(i - 1)?.to ?? [];
        expect(length(from)).toBeCloseTo(1, 12);
        from.forEach((value, axis) => {
          expect(value).toBeCloseTo(before[axis] ?? Number.NaN, 12);
        });
      }
    }
  });

  it("[X21] a quad for each line and each word; only words have a size", () => {
    const words = {
      cells: [{ cell: [0, 0, 0.5, 1] as [number, number, number, number], aspect: 2 }],
    };
    const label = { text: "z1", anchor: [3, 0, 0] as const, sigma: 0, height: 0.03 };
    const geometry = createGuideGeometry(lines, [label], words);
    expect(geometry.instanceCount).toBe(lines.length + 1);
    const size = geometry.getAttribute("size");
    const heights = Array.from({ length: size.count }, (_, i) => size.getY(i));
    expect(heights.slice(0, -1).every((height) => height === 0)).toBe(true);
    expect(size.getX(lines.length)).toBeCloseTo(0.06, 6);
    expect(heights.at(-1)).toBeCloseTo(0.03, 6);
  });
});
