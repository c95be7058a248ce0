import { expect, it } from "vitest";
import { classColor, schemeOf } from "../../../app/_explorer/colors.ts";

type Triple = [number, number, number];
const times = (matrix: readonly Triple[], [a, b, c]: Triple) =>
  matrix.map(([x, y, z]) => x * a + y * b + z * c) as Triple;

/** Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB. */
const EYES: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopic: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopic: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const LMS: readonly Triple[] = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LAB: readonly Triple[] = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

const oklab = (rgb: Triple) =>
  times(LAB, times(LMS, rgb).map((value) => Math.cbrt(Math.max(0, value))) as Triple);

for (const scheme of ["dark", "light"] as const)
  for (const [eye, matrix] of Object.entries(EYES))
    it(`[X11] ten colours stay apart for ${eye} eyes in the ${scheme} theme`, () => {
      const seen = Array.from({ length: 10 }, (_, label) =>
        oklab(times(matrix, linear(classColor(label, scheme)))),
      );
      let closest = Number.POSITIVE_INFINITY;
      for (const [i, a] of seen.entries())
        for (const b of seen.slice(i + 1))
          closest = Math.min(closest, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
      // The common ten-colour default (tab10) reaches 0.013 for protanopic eyes.
      expect(closest).toBeGreaterThan(eye === "normal" ? 0.15 : 0.1);
    });

it("[X11] more than ten classes get colours of their own, and the palette follows the background", () => {
  expect(new Set(Array.from({ length: 40 }, (_, label) => classColor(label, "dark"))).size).toBe(
    40,
  );
  expect(schemeOf({ x: 0.04, y: 0.05, z: 0.08 })).toBe("dark");
  expect(schemeOf({ x: 0.93, y: 0.94, z: 0.95 })).toBe("light");
});
