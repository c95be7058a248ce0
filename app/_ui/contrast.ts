/** sRGB components, 0..1. */
export type Rgb = readonly [number, number, number];

/** WCAG asks it of what has to be told from its ground: marks and edges. */
export const MARK_CONTRAST = 3;

export function rgbOf(hex: string): Rgb {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** WCAG's relative luminance, 0..1. */
export function luminance([r, g, b]: Rgb): number {
  const linear = (part: number) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** WCAG's contrast ratio, 1..21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Between black and white of the same contrast to both: about 4.58 to 1. */
export const MIDDLE_LUMINANCE = 0.179;

/** Steps towards black or white until a colour stands out. */
const STEPS = 24;

/** `color` where it can be told from `ground`, else the first darker (or, on a dark ground, lighter) one that can. */
export function tintOn(ground: Rgb, color: Rgb): Rgb {
  const end = luminance(ground) > MIDDLE_LUMINANCE ? 0 : 1;
  for (let step = 0; step < STEPS; step++) {
    const share = step / STEPS;
    const mixed = color.map((part) => part + share * (end - part)) as unknown as Rgb;
    if (contrast(mixed, ground) >= MARK_CONTRAST) return mixed;
  }
  return [end, end, end];
}
