import {
  apart,
  EYES,
  fromOklab,
  linearLight,
  luminance,
  oklab,
  readHex,
  type Triple,
  writeHex,
} from "./oklab.ts";

/** What lies behind the points, relative luminance of --bg. */
const GROUND = { dark: 0.0045, light: 0.86 } as const;
/** A graphic object stands out from its ground by so much (WCAG 1.4.11). */
const CONTRAST_MIN = 3;
/** Eyes that lack cones see less apart; among many colours theirs count, but not more than all others. */
const WEAK_EYES = 1.6;

interface Seen {
  color: string;
  /** As each of `EYES` sees it. */
  labs: Triple[];
}

/**
 * Colours beside those that are taken, each as far from all before it as any can be: the farthest candidate is next
 * (Gonzalez 1985, as Glasbey et al. 2007 do it for colours). Always the same ones in the same order.
 */
export function moreColors(
  taken: readonly string[],
  count: number,
  scheme: keyof typeof GROUND,
): string[] {
  const free = candidates(scheme);
  const before = taken.map(seen);
  const gaps = free.map((each) => Math.min(...before.map((other) => gap(each, other))));
  const found: string[] = [];
  while (found.length < count) {
    const next = free[gaps.indexOf(Math.max(...gaps))] as Seen;
    found.push(next.color);
    for (const [i, each] of free.entries()) gaps[i] = Math.min(gaps[i] as number, gap(each, next));
  }
  return found;
}

/** Evenly through OKLab, as far as screens have it and the ground lets it be seen. */
function candidates(scheme: keyof typeof GROUND): Seen[] {
  const found: Seen[] = [];
  for (let lightness = 0.3; lightness < 0.96; lightness += 0.05)
    for (let chroma = 0.04; chroma < 0.32; chroma += 0.04)
      for (let hue = 0; hue < 360; hue += 12) {
        const angle = (hue * Math.PI) / 180;
        const lab: Triple = [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
        const color = fromOklab(lab);
        if (color && contrast(color, scheme) >= CONTRAST_MIN) found.push(seen(writeHex(color)));
      }
  return found;
}

function seen(color: string): Seen {
  const light = linearLight(readHex(color));
  return { color, labs: EYES.map((eye) => oklab(light, eye)) };
}

function gap(a: Seen, b: Seen): number {
  const [normal = 0, ...weak] = a.labs.map((lab, eye) => apart(lab, b.labs[eye] as Triple));
  return Math.min(normal, ...weak.map((distance) => WEAK_EYES * distance));
}

function contrast(color: Triple, scheme: keyof typeof GROUND): number {
  const [a, b] = [luminance(linearLight(color)), GROUND[scheme]];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
