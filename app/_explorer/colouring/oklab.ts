/** Red, green and blue as a screen takes them, 0..1; or linear light; or OKLab (Ottosson 2020). */
export type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const times = ([x, y, z]: Matrix, [a, b, c]: Triple): Triple => [
  x[0] * a + x[1] * b + x[2] * c,
  y[0] * a + y[1] * b + y[2] * c,
  z[0] * a + z[1] * b + z[2] * c,
];

const TO_LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const FROM_LAB: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const FROM_LMS: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

/** Linear light as eyes without red or green cones see it (Machado, Oliveira & Fernandes 2009, severity 1). */
export const EYES: readonly Matrix[] = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
];

const linearOf = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const screenOf = (v: number) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);

export const linearLight = ([r, g, b]: Triple): Triple => [linearOf(r), linearOf(g), linearOf(b)];

/** Of linear light, as one of `EYES` sees it. */
export function oklab(light: Triple, eye: Matrix = EYES[0] as Matrix): Triple {
  const [l, m, s] = times(TO_LMS, times(eye, light));
  const root = (v: number) => Math.cbrt(Math.max(0, v));
  return times(TO_LAB, [root(l), root(m), root(s)]);
}

/** Screen colour of an OKLab place; null where no screen has it. */
export function fromOklab(lab: Triple): Triple | null {
  const [l, m, s] = times(FROM_LAB, lab);
  const light = times(FROM_LMS, [l ** 3, m ** 3, s ** 3]);
  if (light.some((v) => v < 0 || v > 1)) return null;
  return [screenOf(light[0]), screenOf(light[1]), screenOf(light[2])];
}

export const apart = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** Relative luminance of linear light (WCAG). */
export const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

export function readHex(hex: string): Triple {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

export function writeHex(color: Triple): string {
  const part = (v: number) =>
    Math.round(255 * v)
      .toString(16)
      .padStart(2, "0");
  return `#${color.map(part).join("")}`;
}
