/**
 * From little to much: viridis (Smith & van der Walt 2015), whose steps look equal to all eyes, as polynomials of sixth
 * degree for each channel (M. Zucker's fit, shadertoy WlfXRN, public domain).
 */
const COEFFICIENTS = [
  [0.2777273272234177, 0.005407344544966578, 0.3340998053353061],
  [0.1050930431085774, 1.404613529898575, 1.384590162594685],
  [-0.3308618287255563, 0.214847559468213, 0.09509516302823659],
  [-4.634230498983486, -5.799100973351585, -19.33244095627987],
  [6.228269936347081, 14.17993336680509, 56.69055260068105],
  [4.776384997670288, -13.74514537774601, -65.35303263337234],
  [-5.435455855934631, 4.645852612178535, 26.3124352495832],
] as const;

/** On a dark page under bright ink it is dimmed, on a light one under dark ink it is paled. */
const DIM = 0.62;
const PALE = 0.52;

type Rgb = [number, number, number];

/** Colour of a share 0..1 as sRGB components. */
export function viridis(share: number): Rgb {
  const t = Math.min(1, Math.max(0, share));
  const channel = (c: 0 | 1 | 2) => COEFFICIENTS.reduceRight((sum, row) => sum * t + row[c], 0);
  return [channel(0), channel(1), channel(2)];
}

/** It on a page of the map. The map's shader does the same sum. */
export function rampOn(share: number, dark: boolean): Rgb {
  const on = (value: number) => (dark ? DIM * value : 1 - PALE * (1 - value));
  const [r, g, b] = viridis(share);
  return [on(r), on(g), on(b)];
}

/** A gradient of it for CSS. */
export function rampCss(dark: boolean): string {
  const stops = Array.from({ length: 9 }, (_, i) => {
    const rgb = rampOn(i / 8, dark).map((value) => Math.round(255 * value));
    return `rgb(${rgb.join(" ")})`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

const vector = (row: readonly number[]) =>
  `vec3(${row.map((value) => value.toFixed(8)).join(", ")})`;

export const RAMP_GLSL = /* glsl */ `
  vec3 rampOn(float share, float dark) {
    float t = clamp(share, 0.0, 1.0);
    vec3 c = ${vector(COEFFICIENTS[6])};
    ${[5, 4, 3, 2, 1, 0].map((i) => `c = c * t + ${vector(COEFFICIENTS[i as 0])};`).join("\n    ")}
    return mix(1.0 - ${PALE.toFixed(2)} * (1.0 - c), ${DIM.toFixed(2)} * c, dark);
  }
`;
